package de.lopezitwelt.kernel.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** What a feature does when an agent has been deleted, in the transaction of that event. */
public interface AgentErasure {
    Uni<Void> eraseAgent(SqlConnection transaction, String agentId);
}
