package de.lopezitwelt.analytics.subject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** A feature that holds something of agents: told inside the erasure's transaction. */
public interface AgentErasure {
    Uni<Void> eraseAgent(SqlConnection transaction, String agentId);
}
