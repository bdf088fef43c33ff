package de.lopezitwelt.chat.feedback;

import de.lopezitwelt.chat.sql.UserConnections;
import de.lopezitwelt.platform.persistence.DateTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The table {@code session_feedback}: read through its user's view, written under the session's row lock. */
@ApplicationScoped
class FeedbackRepository {
    private static final String SELECT =
            "SELECT session_id, satisfaction_score, feedback, version, created_at, updated_at FROM ";

    private final UserConnections rowLevel;

    FeedbackRepository(UserConnections rowLevel) {
        this.rowLevel = rowLevel;
    }

    Uni<@Nullable FeedbackView> find(String userId, String sessionId) {
        return rowLevel.asUser(
                userId, connection -> findIn(connection, SELECT + "user_feedback WHERE session_id = ?", sessionId));
    }

    /** Null when the user has no such session. */
    Uni<@Nullable RatedSession> lock(SqlConnection transaction, String sessionId, String userId) {
        return transaction
                .preparedQuery("SELECT agent_id, version FROM chat_sessions WHERE id = ? AND user_id = ? FOR UPDATE")
                .execute(Tuple.of(sessionId, userId))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().nullItem();
                    }
                    Row session = rows.iterator().next();
                    return findIn(transaction, SELECT + "session_feedback WHERE session_id = ? FOR UPDATE", sessionId)
                            .map(before -> new RatedSession(
                                    sessionId,
                                    userId,
                                    session.getString("agent_id"),
                                    session.getLong("version"),
                                    before));
                });
    }

    Uni<Void> store(SqlConnection transaction, String userId, FeedbackView feedback) {
        return transaction
                .preparedQuery("INSERT INTO session_feedback (session_id, user_id, satisfaction_score, feedback,"
                        + " version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?) AS fresh"
                        + " ON DUPLICATE KEY UPDATE satisfaction_score = fresh.satisfaction_score,"
                        + " feedback = fresh.feedback, version = fresh.version, updated_at = fresh.updated_at")
                .execute(Tuple.tuple()
                        .addValue(feedback.sessionId())
                        .addValue(userId)
                        .addValue(feedback.satisfactionScore())
                        .addValue(feedback.feedback())
                        .addValue(feedback.version())
                        .addValue(DateTimes.utc(feedback.createdAt()))
                        .addValue(DateTimes.utc(feedback.updatedAt())))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlConnection transaction, String sessionId) {
        return transaction
                .preparedQuery("DELETE FROM session_feedback WHERE session_id = ?")
                .execute(Tuple.of(sessionId))
                .replaceWithVoid();
    }

    private static Uni<@Nullable FeedbackView> findIn(SqlConnection connection, String sql, String sessionId) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(sessionId))
                .map(rows -> rows.size() == 0 ? null : read(rows.iterator().next()));
    }

    private static FeedbackView read(Row row) {
        return new FeedbackView(
                row.getString("session_id"),
                row.getBigDecimal("satisfaction_score"),
                row.getString("feedback"),
                DateTimes.instant(row.getLocalDateTime("created_at")),
                DateTimes.instant(row.getLocalDateTime("updated_at")),
                row.getLong("version"));
    }
}
