package de.lopezitwelt.chat.session;

import de.lopezitwelt.chat.sql.MultiRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Deletes sessions and messages of a user who is erased. */
@ApplicationScoped
class SessionErasureRepository {
    /** Locks the user's sessions, so that no turn gets in between, and returns their ids. */
    Uni<List<String>> lock(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT id FROM chat_sessions WHERE user_id = ? ORDER BY id FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows -> rows.stream().map(row -> row.getString("id")).toList());
    }

    Uni<Void> deleteMessages(SqlConnection transaction, List<String> sessionIds) {
        List<String> padded = MultiRow.padded(sessionIds);
        return transaction
                .preparedQuery("DELETE FROM chat_messages WHERE session_id IN " + MultiRow.list(padded.size()))
                .execute(MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id)))
                .replaceWithVoid();
    }

    /** Deletes sessions. Foreign keys delete their branches, feedback and responses. */
    Uni<Void> deleteSessions(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM chat_sessions WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
