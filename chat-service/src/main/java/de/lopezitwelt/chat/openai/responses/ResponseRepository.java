package de.lopezitwelt.chat.openai.responses;

import de.lopezitwelt.chat.sql.UserConnections;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Stored responses: read through the view of their user, written with their user's id. */
@ApplicationScoped
class ResponseRepository {
    private static final String SELECT = "SELECT id, session_id, user_id, base_id, opened_session, inputs,"
            + " CAST(request AS CHAR) AS request FROM ";

    private final UserConnections rowLevel;
    private final Pool pool;

    ResponseRepository(UserConnections rowLevel, Pool pool) {
        this.rowLevel = rowLevel;
        this.pool = pool;
    }

    Uni<@Nullable ResponseRow> find(String userId, String id) {
        return rowLevel.asUser(
                userId,
                connection -> connection
                        .preparedQuery(SELECT + "user_responses WHERE id = ?")
                        .execute(Tuple.of(id))
                        .map(ResponseRepository::first));
    }

    /** The newest response of a session, even a deleted one; null when there was none. */
    Uni<@Nullable ResponseRow> newestOf(String userId, String sessionId) {
        return pool.preparedQuery(SELECT + "responses WHERE session_id = ? AND user_id = ? ORDER BY id DESC LIMIT 1")
                .execute(Tuple.of(sessionId, userId))
                .map(ResponseRepository::first);
    }

    /** The message of a reply whose own row has been purged; null when there is none. */
    Uni<@Nullable String> messageOf(String userId, String sessionId, String replyId) {
        return rowLevel.asUser(
                userId,
                connection -> connection
                        .preparedQuery("SELECT id FROM user_messages WHERE session_id = ? AND type = 'agent'"
                                + " AND JSON_UNQUOTE(JSON_EXTRACT(metadata, '$.reply_id')) = ? LIMIT 1")
                        .execute(Tuple.of(sessionId, replyId))
                        .map(rows ->
                                rows.size() == 0 ? null : rows.iterator().next().getString("id")));
    }

    /** The last message of a response: the agent's, or the question when there is none. Null when neither is known. */
    Uni<@Nullable String> lastMessageOf(ResponseRow response) {
        return pool.preparedQuery(
                        "SELECT COALESCE(message_id, user_message_id) AS last FROM replies WHERE id = ? AND user_id ="
                                + " ?")
                .execute(Tuple.of(response.id(), response.userId()))
                .chain(rows -> rows.size() == 0
                        ? messageOf(response.userId(), response.sessionId(), response.id())
                        : Uni.createFrom().item(rows.iterator().next().getString("last")));
    }

    /** Stores a response. Does nothing when it is stored already, or when its session has been deleted. */
    Uni<Void> add(ResponseRow row) {
        return pool.preparedQuery(
                        "INSERT IGNORE INTO responses (id, session_id, user_id, base_id, opened_session, inputs,"
                                + " request) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .execute(Tuple.tuple()
                        .addValue(row.id())
                        .addValue(row.sessionId())
                        .addValue(row.userId())
                        .addValue(row.baseId())
                        .addValue(row.openedSession())
                        .addValue(row.inputs())
                        .addValue(row.request()))
                .replaceWithVoid();
    }

    /** Marks a response as deleted, under the session's row lock. False when it was deleted already. */
    Uni<Boolean> delete(Mutiny.Session transaction, String id) {
        return transaction
                .createNativeQuery("UPDATE responses SET deleted_at = UTC_TIMESTAMP(6), request = '{}' WHERE id = :id"
                        + " AND deleted_at IS NULL")
                .setParameter("id", id)
                .executeUpdate()
                .map(rows -> rows == 1);
    }

    /** Whether a session holds only deleted responses and their questions. Called under its row lock. */
    Uni<Boolean> isEmpty(Mutiny.Session transaction, String sessionId) {
        return transaction
                .createNativeQuery(
                        "SELECT EXISTS (SELECT 1 FROM responses WHERE session_id = :id AND deleted_at IS NULL) OR"
                                + " EXISTS (SELECT 1 FROM chat_messages m WHERE m.session_id = :id AND m.type = 'agent'"
                                + " AND NOT EXISTS (SELECT 1 FROM responses r WHERE r.session_id = m.session_id AND r.id ="
                                + " CAST(JSON_UNQUOTE(JSON_EXTRACT(m.metadata, '$.reply_id')) AS CHAR(36) CHARACTER SET"
                                + " ascii))) OR (SELECT COUNT(*) FROM chat_messages WHERE session_id = :id AND type <>"
                                + " 'agent') > (SELECT COALESCE(SUM(inputs), 0) FROM responses WHERE session_id = :id)",
                        Long.class)
                .setParameter("id", sessionId)
                .getSingleResult()
                .map(rest -> rest == 0);
    }

    private static @Nullable ResponseRow first(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        Row row = rows.iterator().next();
        return new ResponseRow(
                row.getString("id"),
                row.getString("session_id"),
                row.getString("user_id"),
                row.getString("base_id"),
                row.getBoolean("opened_session"),
                row.getInteger("inputs"),
                row.getString("request"));
    }
}
