package de.lopezitwelt.orgbilling.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** What a feature does when an agent has been deleted, within the transaction of that event. */
public interface AgentErasure {
    Uni<Void> eraseAgent(SqlConnection transaction, String agentId);
}
