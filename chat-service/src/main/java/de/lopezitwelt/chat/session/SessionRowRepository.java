package de.lopezitwelt.chat.session;

import de.lopezitwelt.platform.persistence.DateTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * The table {@code chat_sessions} over the reactive client: changes under a lock that the caller holds, and erasure.
 */
@ApplicationScoped
public class SessionRowRepository {
    /** Locks the user's sessions, so that no turn gets in between, and returns their ids. */
    Uni<List<String>> lock(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT id FROM chat_sessions WHERE user_id = ? ORDER BY id FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows -> rows.stream().map(row -> row.getString("id")).toList());
    }

    /** Raises the session's version, which counts its events. The time of its last use stays. */
    public Uni<Void> raiseVersion(SqlConnection transaction, String sessionId) {
        return transaction
                .preparedQuery("UPDATE chat_sessions SET version = version + 1, updated_at = updated_at WHERE id = ?")
                .execute(Tuple.of(sessionId))
                .replaceWithVoid();
    }

    /** Makes a branch the active one, and raises the version. @param leafId the last message of the branch */
    public Uni<Void> activateBranch(
            SqlConnection transaction, String sessionId, int branch, String leafId, Instant now) {
        return transaction
                .preparedQuery(
                        "UPDATE chat_sessions SET active_branch = ?, leaf_id = ?, continuation = NULL, version = version + 1,"
                                + " updated_at = ? WHERE id = ?")
                .execute(Tuple.of(branch, leafId, DateTimes.utc(now), sessionId))
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
