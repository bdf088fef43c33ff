package de.lopezitwelt.analytics.subject;

import de.lopezitwelt.platform.persistence.MultiRowInsert;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

@ApplicationScoped
class ErasureRepository {
    /** One parameter for any number of ids, so there is one prepared statement. */
    private static final String FIND_ERASED = """
            SELECT e.subject_id
            FROM JSON_TABLE(?, '$[*]'
                    COLUMNS (id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS wanted
                JOIN erased_ids e ON e.subject_type IN ('user', 'agent', 'session') AND e.subject_id = wanted.id""";

    /** The MySQL account may add ids but never change one, so a second erasure is ignored instead of updated. */
    private static final MultiRowInsert REMEMBER =
            new MultiRowInsert("INSERT IGNORE INTO erased_ids (subject_type, subject_id)", 2, "");

    Uni<Void> shareGuard(SqlConnection transaction) {
        return transaction
                .query("SELECT name FROM erasure_guard FOR SHARE")
                .execute()
                .replaceWithVoid();
    }

    Uni<Void> takeGuard(SqlConnection transaction) {
        return transaction
                .query("SELECT name FROM erasure_guard FOR UPDATE")
                .execute()
                .replaceWithVoid();
    }

    Uni<Erased> findErased(SqlConnection transaction, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(new Erased(Set.of()));
        }
        String wanted = new JsonArray(List.copyOf(ids)).encode();
        return transaction
                .preparedQuery(FIND_ERASED)
                .execute(Tuple.of(wanted))
                .map(rows -> new Erased(
                        rows.stream().map((Row row) -> row.getString(0)).collect(Collectors.toSet())));
    }

    Uni<Void> remember(SqlConnection transaction, SubjectKind kind, Collection<String> ids) {
        return REMEMBER.execute(
                transaction,
                new TreeSet<>(ids)
                        .stream().map(id -> List.of(kind.column(), id)).toList());
    }
}
