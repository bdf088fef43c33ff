package de.lopezitwelt.chat.message;

import de.lopezitwelt.chat.rowlevel.RowLevelRepository;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads messages: as a user through the views, and as the reply path for prompts. */
@ApplicationScoped
class MessageRepository {
    private static final String COLUMNS = "id, session_id, position, content, type, CAST(metadata AS CHAR) AS metadata,"
            + " tokens_used, processing_time_ms, created_at";

    private final RowLevelRepository rowLevel;
    private final Pool pool;

    MessageRepository(RowLevelRepository rowLevel, Pool pool) {
        this.rowLevel = rowLevel;
        this.pool = pool;
    }

    /**
     * Newest first; null when the user has no such session.
     *
     * @param before only messages at lower positions; null for the newest ones
     */
    Uni<@Nullable List<MessageView>> findNewest(String userId, String sessionId, @Nullable Long before, int limit) {
        return page(userId, sessionId, "position < ?", before == null ? Long.MAX_VALUE : before, "DESC", limit);
    }

    /** Oldest first; null when the user has no such session. */
    Uni<@Nullable List<MessageView>> findOldest(String userId, String sessionId, @Nullable Long after, int limit) {
        return page(userId, sessionId, "position > ?", after == null ? 0L : after, "ASC", limit);
    }

    private Uni<@Nullable List<MessageView>> page(
            String userId, String sessionId, String condition, long position, String order, int limit) {
        return rowLevel.asUser(
                userId,
                connection -> Uni.combine()
                        .all()
                        .unis(
                                connection
                                        .preparedQuery("SELECT 1 FROM user_sessions WHERE id = ?")
                                        .execute(Tuple.of(sessionId)),
                                connection
                                        .preparedQuery(
                                                "SELECT " + COLUMNS + " FROM user_messages WHERE session_id = ? AND "
                                                        + condition + " ORDER BY position " + order + " LIMIT ?")
                                        .execute(Tuple.of(sessionId, position, limit)))
                        .with((session, messages) -> session.size() == 0 ? null : readAll(messages)));
    }

    /** One message of a user's session, or null. The id's own time tells the partition. */
    Uni<@Nullable MessageView> find(String userId, String sessionId, String messageId) {
        if (!IdGenerator.isValid(messageId)) {
            return Uni.createFrom().nullItem();
        }
        return rowLevel.asUser(
                userId,
                connection -> connection
                        .preparedQuery("SELECT " + COLUMNS
                                + " FROM user_messages WHERE id = ? AND created_at = ? AND session_id = ?")
                        .execute(Tuple.of(messageId, DateTimes.utc(IdGenerator.timeOf(messageId)), sessionId))
                        .map(rows ->
                                rows.size() == 0 ? null : read(rows.iterator().next())));
    }

    /** The newest messages of a session whose ownership the caller has checked, oldest first. */
    Uni<List<MessageView>> history(String sessionId, int limit) {
        return pool.preparedQuery(
                        "SELECT " + COLUMNS + " FROM chat_messages WHERE session_id = ? ORDER BY position DESC LIMIT ?")
                .execute(Tuple.of(sessionId, limit))
                .map(rows -> readAll(rows).reversed());
    }

    private static List<MessageView> readAll(RowSet<Row> rows) {
        List<MessageView> messages = new ArrayList<>(rows.size());
        rows.forEach(row -> messages.add(read(row)));
        return messages;
    }

    private static MessageView read(Row row) {
        return new MessageView(
                row.getString("id"),
                row.getString("session_id"),
                row.getLong("position"),
                MessageType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getString("content"),
                row.getString("metadata"),
                row.getInteger("tokens_used"),
                row.getInteger("processing_time_ms"),
                DateTimes.instant(row.getLocalDateTime("created_at")));
    }
}
