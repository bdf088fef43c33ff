package de.lopezitwelt.chat.replica;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code agents_replica}. */
@ApplicationScoped
class AgentReplicaRepository {
    private static final String SELECT =
            "SELECT agent_id, created_by, name, type, model, CAST(config AS CHAR) AS config,"
                    + " CAST(capabilities AS CHAR) AS capabilities, visibility, organization_id, is_active, version_number,"
                    + " aggregate_version FROM agents_replica";
    /** For a key of an organization its own ones and the public ones: the organization is a parameter, null for others. */
    private static final String USABLE = " WHERE is_active AND (visibility = 'public'"
            + " OR created_by = ? AND organization_id <=> COALESCE(?, organization_id)"
            + " OR (visibility = 'organization' AND organization_id IN (SELECT organization_id FROM memberships_replica"
            + " WHERE user_id = ? AND organization_id = COALESCE(?, organization_id)))"
            + " OR agent_id IN (SELECT e.agent_id FROM entitlements_replica e JOIN memberships_replica m"
            + " ON m.organization_id = e.organization_id WHERE m.user_id = ?"
            + " AND m.organization_id = COALESCE(?, m.organization_id) AND e.is_active"
            + " AND e.subject_type = 'enterprise_agent'))";

    private final Pool pool;
    private final ObjectMapper json;

    AgentReplicaRepository(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Null when the agent is not known here. */
    Uni<@Nullable AgentState> find(String agentId) {
        return pool.preparedQuery(SELECT + " WHERE agent_id = ?")
                .execute(Tuple.of(agentId))
                .map(rows -> rows.size() == 0 ? null : read(rows.iterator().next()));
    }

    /**
     * Active agents that a caller may use: their own, those of their organizations and the public ones. Their own come
     * first.
     */
    Uni<List<AgentState>> findUsableBy(Caller caller, int limit) {
        return pool.preparedQuery(SELECT + USABLE + " ORDER BY created_by <> ?, name, agent_id LIMIT ?")
                .execute(usableBy(caller).addValue(caller.userId()).addValue(limit))
                .map(this::readAll);
    }

    /** Those of them with the given name, compared by the database's collation. */
    Uni<List<AgentState>> findUsableByName(Caller caller, String name, int limit) {
        return pool.preparedQuery(SELECT + USABLE + " AND name = ? ORDER BY created_by <> ?, agent_id LIMIT ?")
                .execute(usableBy(caller)
                        .addValue(name)
                        .addValue(caller.userId())
                        .addValue(limit))
                .map(this::readAll);
    }

    private static Tuple usableBy(Caller caller) {
        Tuple parameters = Tuple.tuple();
        for (int condition = 0; condition < 3; condition++) {
            parameters.addValue(caller.userId()).addValue(caller.organizationId());
        }
        return parameters;
    }

    /** Keeps the newer of the stored and the given one. */
    Uni<Void> store(SqlClient client, AgentState agent, long version) {
        return client.preparedQuery("INSERT INTO agents_replica (agent_id, created_by, name, type, model, config,"
                        + " capabilities, visibility, organization_id, is_active, version_number, aggregate_version)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE"
                        + newer("created_by") + newer("name") + newer("type") + newer("model") + newer("config")
                        + newer("capabilities") + newer("visibility") + newer("organization_id")
                        + newer("is_active") + newer("version_number")
                        + " aggregate_version = GREATEST(agents_replica.aggregate_version, new.aggregate_version)")
                .execute(Tuple.tuple()
                        .addValue(agent.agentId())
                        .addValue(agent.createdBy())
                        .addValue(agent.name())
                        .addValue(agent.type().wireName())
                        .addValue(agent.model())
                        .addValue(agent.config().toString())
                        .addValue(text(agent.capabilities()))
                        .addValue(agent.visibility().wireName())
                        .addValue(agent.organizationId())
                        .addValue(agent.isActive())
                        .addValue(agent.versionNumber())
                        .addValue(version))
                .replaceWithVoid();
    }

    Uni<Void> store(AgentState agent) {
        return store(pool, agent, agent.etag());
    }

    Uni<Void> delete(SqlClient client, String agentId) {
        return client.preparedQuery("DELETE FROM agents_replica WHERE agent_id = ?")
                .execute(Tuple.of(agentId))
                .replaceWithVoid();
    }

    private static String newer(String column) {
        return " " + column + " = IF(new.aggregate_version >= agents_replica.aggregate_version, new." + column
                + ", agents_replica." + column + "),";
    }

    private List<AgentState> readAll(RowSet<Row> rows) {
        List<AgentState> agents = new ArrayList<>(rows.size());
        rows.forEach(row -> agents.add(read(row)));
        return agents;
    }

    private AgentState read(Row row) {
        return new AgentState(
                row.getString("agent_id"),
                row.getString("created_by"),
                row.getString("name"),
                WireEnum.parse(AgentType.class, row.getString("type")),
                row.getString("model"),
                parse(row.getString("config")),
                row.getString("capabilities") == null ? null : parse(row.getString("capabilities")),
                WireEnum.parse(AgentVisibility.class, row.getString("visibility")),
                row.getString("organization_id"),
                row.getBoolean("is_active"),
                row.getLong("version_number"),
                row.getLong("aggregate_version"));
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the replica holds broken JSON", broken);
        }
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.toString();
    }
}
