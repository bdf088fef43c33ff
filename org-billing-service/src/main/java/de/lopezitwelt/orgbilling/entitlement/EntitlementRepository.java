package de.lopezitwelt.orgbilling.entitlement;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of {@code entitlements}. */
@ApplicationScoped
class EntitlementRepository implements PanacheRepositoryBase<Entitlement, String> {
    private final Pool worker;

    EntitlementRepository(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    Uni<@Nullable Entitlement> lock(String subjectKey) {
        return findById(subjectKey, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<Void> remove(Entitlement entitlement) {
        return delete("subjectKey", entitlement.subjectKey()).replaceWithVoid();
    }

    /** The version that the entitlement had; null when there was none. */
    Uni<@Nullable Long> remove(SqlConnection transaction, String subjectKey) {
        return transaction
                .preparedQuery("SELECT version FROM entitlements WHERE subject_key = ? FOR UPDATE")
                .execute(Tuple.of(subjectKey))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getLong("version"))
                .call(() -> transaction
                        .preparedQuery("DELETE FROM entitlements WHERE subject_key = ?")
                        .execute(Tuple.of(subjectKey)));
    }

    /** In version 1, for a user who is known and not being erased. Answers false when there is one already. */
    Uni<Boolean> insertOfUser(SqlConnection transaction, String subjectKey, String userId, String state, String terms) {
        return transaction
                .preparedQuery(
                        "INSERT IGNORE INTO entitlements (subject_key, state, version, terms)"
                                + " SELECT ?, CAST(? AS JSON), 1, ? FROM user_replicas WHERE user_id = ? AND status <> 'erasing'")
                .execute(Tuple.of(subjectKey, state, terms, userId))
                .map(inserted -> inserted.rowCount() > 0);
    }

    <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return worker.withTransaction(work);
    }

    /** Users who are known and have none, in the order of their ids. */
    Uni<List<String>> findUsersWithout(String afterUserId, int atMost) {
        return worker.preparedQuery("SELECT u.user_id AS id FROM user_replicas u LEFT JOIN entitlements e"
                        + " ON e.subject_key = CONCAT(_ascii'user:', u.user_id)"
                        + " WHERE u.user_id > ? AND u.status <> 'erasing' AND e.subject_key IS NULL"
                        + " ORDER BY u.user_id LIMIT ?")
                .execute(Tuple.of(afterUserId, atMost))
                .map(EntitlementRepository::ids);
    }

    /** Keys of users and organizations whose entitlement was made from other limits. */
    Uni<List<String>> findOutdated(String terms, String afterKey, int atMost) {
        return worker.preparedQuery("SELECT subject_key AS id FROM entitlements WHERE subject_key > ?"
                        + " AND (subject_key LIKE 'user:%' OR subject_key LIKE 'organization:%')"
                        + " AND (terms IS NULL OR terms <> ?) ORDER BY subject_key LIMIT ?")
                .execute(Tuple.of(afterKey, terms, atMost))
                .map(EntitlementRepository::ids);
    }

    private static List<String> ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getString("id")).toList();
    }
}
