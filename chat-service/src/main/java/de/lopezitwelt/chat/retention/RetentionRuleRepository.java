package de.lopezitwelt.chat.retention;

import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules that users have made, and the sessions that have expired by them. */
@ApplicationScoped
class RetentionRuleRepository {
    /** An imported session is kept from the time of its import on. */
    private static final String IDLE = " updated_at < UTC_TIMESTAMP(6) - INTERVAL ? DAY AND active_reply_id IS NULL"
            + " AND (imported_at IS NULL OR imported_at < UTC_TIMESTAMP(6) - INTERVAL ? DAY)";

    private final Pool pool;
    private final Pool worker;

    RetentionRuleRepository(Pool pool, @ReactiveDataSource("worker") Pool worker) {
        this.pool = pool;
        this.worker = worker;
    }

    <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work);
    }

    Uni<@Nullable Integer> find(RetentionSubject subject, String id) {
        return pool.preparedQuery("SELECT keep_days FROM retention_rules WHERE subject_type = ? AND subject_id = ?")
                .execute(Tuple.of(subject.wireName(), id))
                .map(RetentionRuleRepository::keepDays);
    }

    /** Whether the subject has been erased. Waits for a running erasure. */
    Uni<Boolean> isErased(SqlConnection transaction, RetentionSubject subject, String id) {
        return transaction
                .preparedQuery("SELECT 1 FROM erased_ids WHERE subject_type = ? AND subject_id = ? FOR SHARE")
                .execute(Tuple.of(subject.wireName(), id))
                .map(rows -> rows.size() > 0);
    }

    /** The rule until now; null when there was none. */
    Uni<@Nullable Integer> lock(SqlConnection transaction, RetentionSubject subject, String id) {
        return transaction
                .preparedQuery(
                        "SELECT keep_days FROM retention_rules WHERE subject_type = ? AND subject_id = ? FOR UPDATE")
                .execute(Tuple.of(subject.wireName(), id))
                .map(RetentionRuleRepository::keepDays);
    }

    Uni<Void> store(SqlConnection transaction, RetentionRule rule) {
        return transaction
                .preparedQuery(
                        "INSERT INTO retention_rules (subject_type, subject_id, keep_days) VALUES (?, ?, ?) AS fresh"
                                + " ON DUPLICATE KEY UPDATE keep_days = fresh.keep_days")
                .execute(Tuple.of(rule.subject().wireName(), rule.subjectId(), rule.keepDays()))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlConnection transaction, RetentionSubject subject, String id) {
        return transaction
                .preparedQuery("DELETE FROM retention_rules WHERE subject_type = ? AND subject_id = ?")
                .execute(Tuple.of(subject.wireName(), id))
                .replaceWithVoid();
    }

    /** @param after id of the last subject on the page before; empty for the first page */
    Uni<List<RetentionRule>> rules(String after, int limit) {
        return worker.preparedQuery(
                        "SELECT subject_type, subject_id, keep_days FROM retention_rules WHERE subject_id > ?"
                                + " ORDER BY subject_id LIMIT ?")
                .execute(Tuple.of(after, limit))
                .map(rows -> {
                    List<RetentionRule> rules = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        rules.add(new RetentionRule(
                                WireEnum.parse(RetentionSubject.class, row.getString("subject_type")),
                                row.getString("subject_id"),
                                row.getInteger("keep_days")));
                    }
                    return rules;
                });
    }

    Uni<List<String>> idleSessions(RetentionRule rule, int limit) {
        String owner = rule.subject() == RetentionSubject.USER ? "user_id" : "organization_id";
        return worker.preparedQuery("SELECT id FROM chat_sessions WHERE " + owner + " = ? AND" + IDLE + " LIMIT ?")
                .execute(Tuple.of(rule.subjectId(), rule.keepDays(), rule.keepDays(), limit))
                .map(RetentionRuleRepository::ids);
    }

    /**
     * Expired sessions of users without a rule of their own or of the organization. Older sessions began earlier, so an
     * index finds them.
     */
    Uni<List<String>> idleSessions(int keepDays, int limit) {
        return worker.preparedQuery(
                        "SELECT id FROM chat_sessions s WHERE started_at < UTC_TIMESTAMP(6) - INTERVAL ? DAY"
                                + " AND" + IDLE + " AND NOT EXISTS (SELECT 1 FROM retention_rules r"
                                + " WHERE r.subject_id = s.user_id AND r.subject_type = 'user'"
                                + " OR r.subject_id = s.organization_id AND r.subject_type = 'organization') LIMIT ?")
                .execute(Tuple.of(keepDays, keepDays, keepDays, limit))
                .map(RetentionRuleRepository::ids);
    }

    private static List<String> ids(RowSet<Row> rows) {
        List<String> ids = new ArrayList<>(rows.size());
        rows.forEach(row -> ids.add(row.getString("id")));
        return ids;
    }

    private static @Nullable Integer keepDays(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next().getInteger("keep_days");
    }
}
