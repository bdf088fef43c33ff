package de.lopezitwelt.orgbilling.erasure;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The statements of an erasure, on the consumer's connection. Locks go organizations, subscriptions, entitlements. */
@ApplicationScoped
class ErasureRepository {
    /** Locks the organizations a user belongs to, in the order of their ids. */
    Uni<List<String>> lockOrganizationsOf(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery(
                        "SELECT o.id FROM organizations o JOIN organization_members m ON m.organization_id = o.id"
                                + " WHERE m.user_id = ? ORDER BY o.id FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows -> list(rows, row -> row.getString("id")));
    }

    /** How many organizations would be without an owner. Call after {@link #lockOrganizationsOf}. */
    Uni<Long> countSoleOwnerships(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery(
                        "SELECT COUNT(*) AS n FROM organization_members m WHERE m.user_id = ? AND m.role = 'owner'"
                                + " AND NOT EXISTS (SELECT 1 FROM organization_members other"
                                + " LEFT JOIN user_replicas u ON u.user_id = other.user_id"
                                + " WHERE other.organization_id = m.organization_id AND other.role = 'owner'"
                                + " AND other.user_id <> m.user_id AND COALESCE(u.status, 'active') <> 'erasing')")
                .execute(Tuple.of(userId))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    Uni<Void> markErasing(SqlConnection transaction, String userId) {
        return run(
                transaction,
                "INSERT INTO user_replicas (user_id, status) VALUES (?, 'erasing')"
                        + " ON DUPLICATE KEY UPDATE status = 'erasing'",
                Tuple.of(userId));
    }

    /** The organization's version for the event that is about to be written. */
    Uni<Long> raiseVersion(SqlConnection transaction, String organizationId) {
        return run(transaction, "UPDATE organizations SET version = version + 1 WHERE id = ?", Tuple.of(organizationId))
                .chain(() -> transaction
                        .preparedQuery("SELECT version FROM organizations WHERE id = ?")
                        .execute(Tuple.of(organizationId)))
                .map(rows -> rows.iterator().next().getLong("version"));
    }

    Uni<Void> removeMember(SqlConnection transaction, String organizationId, String userId) {
        return run(
                transaction,
                "DELETE FROM organization_members WHERE organization_id = ? AND user_id = ?",
                Tuple.of(organizationId, userId));
    }

    Uni<List<HeldSubscription>> lockSubscriptionsOf(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery(
                        "SELECT id, user_id, organization_id, plan_type, status, billing_cycle, amount, currency,"
                                + " starts_at, ends_at, version FROM subscriptions WHERE user_id = ? ORDER BY id FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows -> list(rows, ErasureRepository::subscription));
    }

    /** The longest-standing owner; null when there is none. */
    Uni<@Nullable String> findOwner(SqlConnection transaction, String organizationId) {
        return transaction
                .preparedQuery("SELECT user_id FROM organization_members WHERE organization_id = ? AND role = 'owner'"
                        + " ORDER BY id LIMIT 1")
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("user_id"));
    }

    Uni<Void> passSubscription(SqlConnection transaction, String id, String owner) {
        return run(
                transaction,
                "UPDATE subscriptions SET user_id = ?, version = version + 1 WHERE id = ?",
                Tuple.of(owner, id));
    }

    Uni<Void> removeSubscription(SqlConnection transaction, String id) {
        return run(transaction, "DELETE FROM subscriptions WHERE id = ?", Tuple.of(id));
    }

    /** The version the entitlement had; null when there was none. */
    Uni<@Nullable Long> removeEntitlement(SqlConnection transaction, String subjectKey) {
        return transaction
                .preparedQuery("SELECT version FROM entitlements WHERE subject_key = ? FOR UPDATE")
                .execute(Tuple.of(subjectKey))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getLong("version"))
                .call(() -> run(transaction, "DELETE FROM entitlements WHERE subject_key = ?", Tuple.of(subjectKey)));
    }

    /** Remembers for good that the user is gone. */
    Uni<Void> forgetUser(SqlConnection transaction, String userId) {
        return run(
                        transaction,
                        "INSERT IGNORE INTO erased_ids (subject_type, subject_id) VALUES ('user', ?)",
                        Tuple.of(userId))
                .chain(() -> run(transaction, "DELETE FROM user_replicas WHERE user_id = ?", Tuple.of(userId)));
    }

    /** Remembers for good that the agent is gone. */
    Uni<Void> forgetAgent(SqlConnection transaction, String agentId) {
        return run(
                        transaction,
                        "INSERT IGNORE INTO erased_ids (subject_type, subject_id) VALUES ('agent', ?)",
                        Tuple.of(agentId))
                .chain(() -> run(transaction, "DELETE FROM agent_replicas WHERE agent_id = ?", Tuple.of(agentId)));
    }

    /** Locks the organizations that hold a licence of the agent, and answers the licences. */
    Uni<List<Licence>> lockLicencesOf(SqlConnection transaction, String agentId) {
        return transaction
                .preparedQuery("SELECT e.id, e.organization_id FROM organizations o"
                        + " JOIN enterprise_agents e ON e.organization_id = o.id WHERE e.agent_id = ?"
                        + " ORDER BY o.id FOR UPDATE")
                .execute(Tuple.of(agentId))
                .map(rows -> list(rows, row -> new Licence(row.getString("id"), row.getString("organization_id"))));
    }

    Uni<Void> removeLicence(SqlConnection transaction, String id) {
        return run(transaction, "DELETE FROM enterprise_agents WHERE id = ?", Tuple.of(id));
    }

    private static HeldSubscription subscription(Row row) {
        LocalDateTime endsAt = row.getLocalDateTime("ends_at");
        return new HeldSubscription(
                row.getString("id"),
                row.getString("user_id"),
                row.getString("organization_id"),
                PlanType.valueOf(upper(row, "plan_type")),
                SubscriptionStatus.valueOf(upper(row, "status")),
                BillingCycle.valueOf(upper(row, "billing_cycle")),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                instant(row.getLocalDateTime("starts_at")),
                endsAt == null ? null : instant(endsAt),
                row.getLong("version"));
    }

    private static String upper(Row row, String column) {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }

    private static Instant instant(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }

    private static Uni<Void> run(SqlConnection transaction, String statement, Tuple parameters) {
        return transaction.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
