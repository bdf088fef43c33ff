package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.sql.MultiRow;
import de.lopezitwelt.chat.sql.UserConnections;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.web.identity.Caller;
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
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Rows of files: read as their user through a view, written under a lock on the owner. */
@ApplicationScoped
class AttachmentRepository {
    /**
     * The files that a caller may see: the user's own, or with an organization's API key only those of that
     * organization.
     */
    private static final String SEEN = " AND (? IS NULL OR session_id IS NULL AND organization_id = ?"
            + " OR session_id IN (SELECT s.id FROM %s s WHERE s.organization_id = ?))";

    private static final String SEEN_BY_READER = SEEN.formatted("user_sessions");
    private static final String SEEN_BY_WRITER = SEEN.formatted("chat_sessions");
    private static final String VIEW =
            "id, name, media_type, size, encoding, truncated, session_id, message_id, created_at";

    private final UserConnections rowLevel;
    private final Pool pool;

    AttachmentRepository(UserConnections rowLevel, Pool pool) {
        this.rowLevel = rowLevel;
        this.pool = pool;
    }

    /** The storage and key of a file's bytes. */
    record Stored(AttachmentView view, String storage) {}

    /** Number and bytes of a user's files. */
    record Holding(long count, long bytes) {}

    <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work);
    }

    /** Newest first. @param before only files with lower ids; null for the newest ones */
    Uni<List<AttachmentView>> findNewest(Caller caller, @Nullable String before, int limit) {
        return rowLevel.asUser(
                caller.userId(),
                connection -> connection
                        .preparedQuery("SELECT " + VIEW + " FROM user_attachments WHERE id < ?" + SEEN_BY_READER
                                + " ORDER BY id DESC LIMIT ?")
                        .execute(seenBy(Tuple.of(before == null ? "~" : before), caller)
                                .addValue(limit))
                        .map(rows -> {
                            List<AttachmentView> views = new ArrayList<>(rows.size());
                            rows.forEach(row -> views.add(view(row)));
                            return views;
                        }));
    }

    /** Null when the caller has no such file. */
    Uni<@Nullable Stored> find(Caller caller, String id) {
        return rowLevel.asUser(
                caller.userId(),
                connection -> connection
                        .preparedQuery(
                                "SELECT " + VIEW + ", storage FROM user_attachments WHERE id = ?" + SEEN_BY_READER)
                        .execute(seenBy(Tuple.of(id), caller))
                        .map(AttachmentRepository::stored));
    }

    /** The same, and locks the row. */
    Uni<@Nullable Stored> lock(SqlConnection transaction, Caller caller, String id) {
        return transaction
                .preparedQuery("SELECT " + VIEW + ", storage FROM attachments WHERE id = ? AND user_id = ?"
                        + SEEN_BY_WRITER + " FOR UPDATE")
                .execute(seenBy(Tuple.of(id, caller.userId()), caller))
                .map(AttachmentRepository::stored);
    }

    private static Tuple seenBy(Tuple parameters, Caller caller) {
        String bound = caller.organizationId();
        return parameters.addValue(bound).addValue(bound).addValue(bound);
    }

    /** Locks the owner, so that the transactions of one user follow each other and none overlooks the files of another. */
    Uni<Holding> lockHolding(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("INSERT INTO attachment_owners (user_id) VALUES (?) AS fresh"
                        + " ON DUPLICATE KEY UPDATE user_id = fresh.user_id")
                .execute(Tuple.of(userId))
                .chain(() -> transaction
                        .preparedQuery("SELECT COUNT(*) AS files, CAST(COALESCE(SUM(size), 0) AS SIGNED) AS bytes"
                                + " FROM attachments WHERE user_id = ?")
                        .execute(Tuple.of(userId)))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Holding(row.getLong("files"), row.getLong("bytes"));
                });
    }

    Uni<Void> insert(SqlConnection transaction, NewAttachment attachment) {
        Tuple values = Tuple.tuple()
                .addValue(attachment.id())
                .addValue(attachment.userId())
                .addValue(attachment.organizationId())
                .addValue(attachment.sessionId())
                .addValue(attachment.messageId())
                .addValue(attachment.place())
                .addValue(attachment.file().name())
                .addValue(attachment.file().type().mediaType())
                .addValue(attachment.file().content().length)
                .addValue(attachment.file().text())
                .addValue(attachment.file().encoding())
                .addValue(attachment.file().truncated())
                .addValue(attachment.storage())
                .addValue(attachment.originalId())
                .addValue(DateTimes.utc(attachment.createdAt()));
        return transaction
                .preparedQuery(
                        "INSERT INTO attachments (id, user_id, organization_id, session_id, message_id, place, name,"
                                + " media_type, size, content_text, encoding, truncated, storage, original_id, created_at) VALUES "
                                + MultiRow.placeholders(1, 15))
                .execute(values)
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlConnection transaction, String id) {
        return transaction
                .preparedQuery("DELETE FROM attachments WHERE id = ?")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    private static @Nullable Stored stored(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        Row row = rows.iterator().next();
        return new Stored(view(row), row.getString("storage"));
    }

    private static AttachmentView view(Row row) {
        return new AttachmentView(
                row.getString("id"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size"),
                row.getString("encoding"),
                row.getBoolean("truncated"),
                row.getString("session_id"),
                row.getString("message_id"),
                DateTimes.instant(row.getLocalDateTime("created_at")));
    }

    /** Deletes the files of a user and their use of the quota. */
    Uni<Void> deleteByUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM attachments WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .chain(() -> transaction
                        .preparedQuery("DELETE FROM attachment_owners WHERE user_id = ?")
                        .execute(Tuple.of(userId)))
                .replaceWithVoid();
    }

    Uni<Void> deleteOfSession(Mutiny.Session session, String sessionId) {
        return session.createNativeQuery("DELETE FROM attachments WHERE session_id = :id")
                .setParameter("id", sessionId)
                .executeUpdate()
                .replaceWithVoid();
    }
}
