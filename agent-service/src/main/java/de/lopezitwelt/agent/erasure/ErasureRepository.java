package de.lopezitwelt.agent.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.persistence.WireEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The statements of an erasure, on the consumer's connection. */
@ApplicationScoped
class ErasureRepository {
    private final ObjectMapper json;

    ErasureRepository(ObjectMapper json) {
        this.json = json;
    }

    /** How many of a user's agents others can see. */
    Uni<Long> countShared(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT COUNT(*) AS n FROM ai_agents WHERE created_by = ? AND visibility <> 'private'")
                .execute(Tuple.of(userId))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    Uni<List<OwnedAgent>> lockAgentsOf(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT id, version FROM ai_agents WHERE created_by = ? ORDER BY id FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new OwnedAgent(row.getString("id"), row.getLong("version")))
                        .toList());
    }

    /** With their versions. */
    Uni<Void> removeAgentsOf(SqlConnection transaction, String userId) {
        return run(transaction, "DELETE FROM ai_agents WHERE created_by = ?", Tuple.of(userId));
    }

    /** Takes the user's name off versions of other people's agents, and remembers for good that he is gone. */
    Uni<Void> forgetUser(SqlConnection transaction, String userId) {
        return run(transaction, "UPDATE agent_versions SET created_by = NULL WHERE created_by = ?", Tuple.of(userId))
                .chain(() -> run(
                        transaction,
                        "UPDATE ai_agents SET offered_to = NULL, updated_at = updated_at WHERE offered_to = ?",
                        Tuple.of(userId)))
                .chain(() -> run(transaction, "DELETE FROM membership_replicas WHERE user_id = ?", Tuple.of(userId)))
                .chain(() -> run(
                        transaction,
                        "INSERT IGNORE INTO erased_ids (subject_type, subject_id) VALUES ('user', ?)",
                        Tuple.of(userId)));
    }

    /** Makes every agent of an organization private, and answers what they are now. */
    Uni<List<AgentState>> withdrawFromOrganization(SqlConnection transaction, String organizationId) {
        return transaction
                .preparedQuery("SELECT id, created_by, name, type, model, CAST(config AS CHAR) AS config,"
                        + " CAST(capabilities AS CHAR) AS capabilities, is_active, version_number, version"
                        + " FROM ai_agents WHERE organization_id = ? ORDER BY id FOR UPDATE")
                .execute(Tuple.of(organizationId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::madePrivate)
                        .toList())
                .call(() -> run(
                        transaction,
                        "UPDATE ai_agents SET visibility = 'private', organization_id = NULL, version = version + 1"
                                + " WHERE organization_id = ?",
                        Tuple.of(organizationId)));
    }

    private AgentState madePrivate(Row row) {
        String capabilities = row.getString("capabilities");
        return new AgentState(
                row.getString("id"),
                row.getString("created_by"),
                row.getString("name"),
                WireEnum.parse(AgentType.class, row.getString("type")),
                row.getString("model"),
                read(row.getString("config")),
                capabilities == null ? null : read(capabilities),
                AgentVisibility.PRIVATE,
                null,
                row.getBoolean("is_active"),
                row.getLong("version_number"),
                row.getLong("version") + 1);
    }

    private JsonNode read(@Nullable String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a JSON column holds no JSON", broken);
        }
    }

    private static Uni<Void> run(SqlConnection transaction, String statement, Tuple parameters) {
        return transaction.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }
}
