package de.lopezitwelt.analytics.subject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Implemented by features that hold data of agents. Called inside the erasure's transaction. */
public interface AgentErasure {
    Uni<Void> eraseAgent(SqlConnection transaction, String agentId);
}
