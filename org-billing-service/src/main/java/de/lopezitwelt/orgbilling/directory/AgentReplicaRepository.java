package de.lopezitwelt.orgbilling.directory;

import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Rows of {@code agent_replicas}. */
@ApplicationScoped
class AgentReplicaRepository {
    private final Pool reader;

    AgentReplicaRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    Uni<@Nullable KnownAgent> find(String agentId) {
        return reader.preparedQuery("SELECT agent_id, created_by, visibility, organization_id, is_active"
                        + " FROM agent_replicas WHERE agent_id = ?")
                .execute(Tuple.of(agentId))
                .map(rows -> rows.size() == 0 ? null : known(rows.iterator().next()));
    }

    private static KnownAgent known(Row row) {
        return new KnownAgent(
                row.getString("agent_id"),
                row.getString("created_by"),
                WireEnum.parse(AgentVisibility.class, row.getString("visibility")),
                row.getString("organization_id"),
                row.getBoolean("is_active"));
    }

    Uni<Void> put(SqlConnection transaction, AgentState state) {
        return transaction
                .preparedQuery(
                        "INSERT INTO agent_replicas (agent_id, created_by, visibility, organization_id, is_active)"
                                + " VALUES (?, ?, ?, ?, ?) AS fresh ON DUPLICATE KEY UPDATE created_by = fresh.created_by,"
                                + " visibility = fresh.visibility, organization_id = fresh.organization_id,"
                                + " is_active = fresh.is_active")
                .execute(Tuple.of(
                        state.agentId(),
                        state.createdBy(),
                        state.visibility().wireName(),
                        state.organizationId(),
                        state.isActive()))
                .replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection transaction, String agentId) {
        return transaction
                .preparedQuery("DELETE FROM agent_replicas WHERE agent_id = ?")
                .execute(Tuple.of(agentId))
                .replaceWithVoid();
    }
}
