package de.lopezitwelt.chat.replica;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The table {@code agent_versions_replica}. */
@ApplicationScoped
class AgentVersionRepository {
    private final Pool pool;
    private final ObjectMapper json;

    AgentVersionRepository(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    Uni<@Nullable PinnedVersion> find(String agentId, long versionNumber) {
        return pool.preparedQuery("SELECT version_number, model, CAST(config AS CHAR) AS config"
                        + " FROM agent_versions_replica WHERE agent_id = ? AND version_number = ?")
                .execute(Tuple.of(agentId, versionNumber))
                .map(rows -> rows.size() == 0 ? null : read(rows.iterator().next()));
    }

    Uni<Void> store(String agentId, PinnedVersion version) {
        return pool.preparedQuery("INSERT IGNORE INTO agent_versions_replica (agent_id, version_number, model, config)"
                        + " VALUES (?, ?, ?, ?)")
                .execute(Tuple.of(
                        agentId,
                        version.versionNumber(),
                        version.model(),
                        version.config().toString()))
                .replaceWithVoid();
    }

    Uni<Void> deleteAllOf(SqlClient client, String agentId) {
        return client.preparedQuery("DELETE FROM agent_versions_replica WHERE agent_id = ?")
                .execute(Tuple.of(agentId))
                .replaceWithVoid();
    }

    private PinnedVersion read(Row row) {
        try {
            return new PinnedVersion(
                    row.getLong("version_number"), row.getString("model"), json.readTree(row.getString("config")));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the replica holds broken JSON", broken);
        }
    }
}
