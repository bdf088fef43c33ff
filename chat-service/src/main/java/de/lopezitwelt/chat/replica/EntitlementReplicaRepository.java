package de.lopezitwelt.chat.replica;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The table {@code entitlements_replica}. */
@ApplicationScoped
class EntitlementReplicaRepository {
    private static final String SELECT = "SELECT subject_type, subject_id, messages_per_day, tokens_per_month,"
            + " cost_per_month, currency, plan_type, CAST(custom_config AS CHAR) AS custom_config, is_active"
            + " FROM entitlements_replica";

    private final Pool pool;
    private final ObjectMapper json;

    EntitlementReplicaRepository(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    Uni<@Nullable Entitlement> find(EntitlementSubject type, String id) {
        return pool.preparedQuery(SELECT + " WHERE subject_id = ? AND subject_type = ?")
                .execute(Tuple.of(id, type.wireName()))
                .map(this::first);
    }

    /** An organization's license of an agent; an active one is preferred to inactive ones. */
    Uni<@Nullable Entitlement> findLicence(String organizationId, String agentId) {
        return pool.preparedQuery(SELECT + " WHERE organization_id = ? AND agent_id = ?"
                        + " AND subject_type = 'enterprise_agent' ORDER BY is_active DESC, subject_id LIMIT 1")
                .execute(Tuple.of(organizationId, agentId))
                .map(this::first);
    }

    Uni<Void> store(SqlClient client, EntitlementState state, long version) {
        EntitlementLimits limits = state.limits();
        return client.preparedQuery(
                        "REPLACE INTO entitlements_replica (subject_type, subject_id, messages_per_day,"
                                + " tokens_per_month, cost_per_month, currency, plan_type, status, organization_id, agent_id,"
                                + " custom_config, is_active, aggregate_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .execute(Tuple.tuple()
                        .addValue(state.subjectType().wireName())
                        .addValue(state.subjectId())
                        .addValue(limits.messagesPerDay())
                        .addValue(limits.tokensPerMonth())
                        .addValue(limits.costPerMonth())
                        .addValue(limits.currency())
                        .addValue(
                                state.planType() == null
                                        ? null
                                        : state.planType().wireName())
                        .addValue(state.status() == null ? null : state.status().wireName())
                        .addValue(state.organizationId())
                        .addValue(state.agentId())
                        .addValue(text(state.customConfig()))
                        .addValue(state.isActive())
                        .addValue(version))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlClient client, String subjectType, String subjectId) {
        return client.preparedQuery("DELETE FROM entitlements_replica WHERE subject_id = ? AND subject_type = ?")
                .execute(Tuple.of(subjectId, subjectType))
                .replaceWithVoid();
    }

    private @Nullable Entitlement first(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        Row row = rows.iterator().next();
        return new Entitlement(
                WireEnum.parse(EntitlementSubject.class, row.getString("subject_type")),
                row.getString("subject_id"),
                new EntitlementLimits(
                        row.getLong("messages_per_day"),
                        row.getLong("tokens_per_month"),
                        row.getBigDecimal("cost_per_month"),
                        row.getString("currency")),
                plan(row.getString("plan_type")),
                parse(row.getString("custom_config")),
                row.getBoolean("is_active"));
    }

    private static @Nullable PlanType plan(@Nullable String wireName) {
        return wireName == null ? null : WireEnum.parse(PlanType.class, wireName);
    }

    private @Nullable JsonNode parse(@Nullable String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the replica holds broken JSON", broken);
        }
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.toString();
    }
}
