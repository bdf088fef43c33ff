package de.lopezitwelt.chat.erasure;

import de.lopezitwelt.chat.sql.MultiRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Everything the slice holds of a user. */
@ApplicationScoped
class UserErasureRepository {
    /** Locks the user's sessions, so that no turn gets in between, and names them. */
    Uni<List<String>> lockSessions(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT id FROM chat_sessions WHERE user_id = ? ORDER BY id FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows -> {
                    List<String> ids = new ArrayList<>(rows.size());
                    rows.forEach(row -> ids.add(row.getString("id")));
                    return ids;
                });
    }

    /** Reservations of replies under way, as JSON texts: others' counters hold them too. */
    Uni<List<String>> reservations(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT CAST(reservations AS CHAR) AS reservations FROM replies WHERE user_id = ?"
                        + " AND status = 'streaming' ORDER BY id FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows -> {
                    List<String> texts = new ArrayList<>(rows.size());
                    rows.forEach(row -> texts.add(row.getString("reservations")));
                    return texts;
                });
    }

    Uni<Void> deleteMessages(SqlConnection transaction, List<String> sessionIds) {
        List<String> padded = MultiRow.padded(sessionIds);
        return transaction
                .preparedQuery("DELETE FROM chat_messages WHERE session_id IN " + MultiRow.list(padded.size()))
                .execute(MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id)))
                .replaceWithVoid();
    }

    Uni<Void> deleteRest(SqlConnection transaction, String userId) {
        return delete(transaction, "DELETE FROM message_search WHERE user_id = ?", userId)
                .chain(() -> delete(transaction, "DELETE FROM attachments WHERE user_id = ?", userId))
                .chain(() -> delete(transaction, "DELETE FROM attachment_owners WHERE user_id = ?", userId))
                .chain(() -> delete(transaction, "DELETE FROM replies WHERE user_id = ?", userId))
                .chain(() -> delete(transaction, "DELETE FROM chat_sessions WHERE user_id = ?", userId))
                .chain(() -> delete(
                        transaction,
                        "DELETE FROM usage_counters WHERE subject_type = 'user' AND subject_id = ?",
                        userId))
                .chain(() -> delete(
                        transaction,
                        "DELETE FROM entitlements_replica WHERE subject_type = 'user' AND subject_id = ?",
                        userId))
                .chain(() -> deleteRetentionRule(transaction, "user", userId))
                .chain(() -> delete(transaction, "DELETE FROM memberships_replica WHERE user_id = ?", userId))
                .chain(() -> delete(transaction, "DELETE FROM users_replica WHERE user_id = ?", userId));
    }

    Uni<Void> deleteRetentionRule(SqlConnection transaction, String subjectType, String id) {
        return transaction
                .preparedQuery("DELETE FROM retention_rules WHERE subject_type = ? AND subject_id = ?")
                .execute(Tuple.of(subjectType, id))
                .replaceWithVoid();
    }

    /** False when he had been remembered before. */
    Uni<Boolean> remember(SqlConnection transaction, String subjectType, String id) {
        return transaction
                .preparedQuery("INSERT IGNORE INTO erased_ids (subject_type, subject_id) VALUES (?, ?)")
                .execute(Tuple.of(subjectType, id))
                .map(rows -> rows.rowCount() > 0);
    }

    private static Uni<Void> delete(SqlConnection transaction, String sql, String userId) {
        return transaction.preparedQuery(sql).execute(Tuple.of(userId)).replaceWithVoid();
    }
}
