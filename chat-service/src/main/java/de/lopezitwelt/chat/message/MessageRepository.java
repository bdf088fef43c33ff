package de.lopezitwelt.chat.message;

import de.lopezitwelt.chat.attachment.PromptFileRepository;
import de.lopezitwelt.chat.branch.BranchPath;
import de.lopezitwelt.chat.branch.BranchRepository;
import de.lopezitwelt.chat.branch.Branches;
import de.lopezitwelt.chat.message.MessagePathRepository.Span;
import de.lopezitwelt.chat.sql.UserConnections;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages: for a user through the views, and for prompts as the reply path. The first statements return
 * everything that a session without branches shows; only a branched one costs further statements.
 */
@ApplicationScoped
class MessageRepository {
    private static final String VIEW = "user_messages";
    private static final String SESSION = "SELECT active_branch, branch_count FROM user_sessions WHERE id = ?";
    /**
     * The session comes first and is one row, so that its messages are read in the order of their index. A prompt needs the
     * metadata of few messages: of calls that the client answers, and of what answers them.
     */
    private static final String HISTORY = "SELECT m.id, m.session_id, m.position, m.parent_id, m.branch, "
            + MessagePathRepository.shortened("m.")
            + ", m.type, IF(JSON_CONTAINS_PATH(m.metadata, 'one', '$.tool_calls', '$.tool_call_id', '$.left_out'),"
            + " CAST(m.metadata AS CHAR), NULL) AS metadata, m.tokens_used, m.processing_time_ms, m.created_at, m.original_id,"
            + " m.attachment_count,"
            + " s.active_branch, s.branch_count FROM chat_sessions s STRAIGHT_JOIN chat_messages m"
            + " ON m.session_id = s.id WHERE s.id = ? ORDER BY m.position DESC LIMIT ?";

    private final UserConnections rowLevel;
    private final BranchRepository branches;
    private final SiblingRepository siblings;
    private final PromptFileRepository files;
    private final Pool pool;

    MessageRepository(
            UserConnections rowLevel,
            BranchRepository branches,
            SiblingRepository siblings,
            PromptFileRepository files,
            Pool pool) {
        this.files = files;
        this.rowLevel = rowLevel;
        this.branches = branches;
        this.siblings = siblings;
        this.pool = pool;
    }

    /**
     * Newest first; null when the user has no such session.
     *
     * @param before only messages at lower positions; null for the newest ones
     * @param tree all branches, instead of the active one
     */
    Uni<@Nullable List<MessageView>> findNewest(
            String userId, String sessionId, @Nullable Long before, int limit, boolean tree) {
        return page(userId, Span.newest(VIEW, sessionId, before, limit), tree);
    }

    /** Oldest first; null when the user has no such session. */
    Uni<@Nullable List<MessageView>> findOldest(
            String userId, String sessionId, @Nullable Long after, int limit, boolean tree) {
        return page(userId, Span.oldest(VIEW, sessionId, after, limit), tree);
    }

    private Uni<@Nullable List<MessageView>> page(String userId, Span span, boolean tree) {
        return rowLevel.asUser(
                userId,
                connection -> Uni.combine()
                        .all()
                        .unis(
                                connection.preparedQuery(SESSION).execute(Tuple.of(span.sessionId())),
                                MessagePathRepository.read(connection, span, null))
                        .withUni((session, messages) -> session.size() == 0
                                ? Uni.createFrom().nullItem()
                                : page(connection, session.iterator().next(), span, messages, tree)
                                        .chain(page -> withFiles(connection, page))));
    }

    private Uni<List<MessageView>> page(
            SqlConnection connection, Row session, Span span, List<MessageView> messages, boolean tree) {
        if (session.getInteger("branch_count") == 1) {
            return Uni.createFrom().item(messages);
        }
        return branches.readable(connection, span.sessionId(), session.getInteger("active_branch"))
                .chain(found -> {
                    Uni<List<MessageView>> shown = tree
                            ? Uni.createFrom().item(messages)
                            : MessagePathRepository.read(connection, span, found.activePath());
                    return shown.chain(page -> siblings.place(connection, span.sessionId(), found, page));
                });
    }

    /** One message of a user's session, or null. The time in its id gives the partition. */
    Uni<@Nullable MessageView> find(String userId, String sessionId, String messageId) {
        if (!IdGenerator.isValid(messageId)) {
            return Uni.createFrom().nullItem();
        }
        return rowLevel.asUser(
                userId,
                connection -> Uni.combine()
                        .all()
                        .unis(
                                connection.preparedQuery(SESSION).execute(Tuple.of(sessionId)),
                                connection
                                        .preparedQuery("SELECT " + MessagePathRepository.COLUMNS
                                                + " FROM user_messages WHERE id = ? AND created_at = ?"
                                                + " AND session_id = ?")
                                        .execute(Tuple.of(
                                                messageId, DateTimes.utc(IdGenerator.timeOf(messageId)), sessionId)))
                        .withUni((session, rows) -> rows.size() == 0 || session.size() == 0
                                ? Uni.createFrom().nullItem()
                                : page(
                                                connection,
                                                session.iterator().next(),
                                                Span.newest(VIEW, sessionId, null, 1),
                                                MessagePathRepository.readAll(rows),
                                                true)
                                        .chain(page -> withFiles(connection, page))
                                        .map(List::getFirst)));
    }

    /**
     * All messages that follow the same message as this one, in the order of their arrival; null when there is no such
     * message.
     */
    Uni<@Nullable List<MessageView>> siblings(String userId, MessageView message, @Nullable Long after, int limit) {
        return rowLevel.asUser(
                userId,
                connection -> connection
                        .preparedQuery(
                                "SELECT " + MessagePathRepository.COLUMNS + " FROM user_messages WHERE session_id = ?"
                                        + " AND parent_id <=> ? AND position > ? ORDER BY position LIMIT ?")
                        .execute(Tuple.of(message.sessionId())
                                .addValue(message.parentId())
                                .addValue(after == null ? 0L : after)
                                .addValue(limit))
                        .map(MessagePathRepository::readAll)
                        .chain(found -> branches.readable(connection, message.sessionId(), 0)
                                .chain(forked -> siblings.place(connection, message.sessionId(), forked, found)))
                        .chain(page -> withFiles(connection, page)));
    }

    /** Costs a statement only when a message has files. */
    private Uni<List<MessageView>> withFiles(SqlConnection connection, List<MessageView> messages) {
        List<String> having = messages.stream()
                .filter(message -> message.attachmentCount() > 0)
                .map(MessageView::id)
                .toList();
        return having.isEmpty()
                ? Uni.createFrom().item(messages)
                : files.ofMessages(connection, "user_attachments", having)
                        .map(found -> messages.stream()
                                .map(message -> message.with(found.getOrDefault(message.id(), List.of())))
                                .toList());
    }

    /**
     * The newest messages on the active path of a session, oldest first. The caller has checked whose session it is.
     */
    Uni<History> history(String sessionId, int limit) {
        return pool.preparedQuery(HISTORY).execute(Tuple.of(sessionId, limit)).chain(rows -> {
            if (rows.size() == 0) {
                return Uni.createFrom().item(new History(List.of(), BranchPath.TRUNK));
            }
            Row first = rows.iterator().next();
            return first.getInteger("branch_count") == 1
                    ? Uni.createFrom().item(history(rows))
                    : branches.stored(pool, sessionId, first.getInteger("active_branch"))
                            .map(Branches::activePath)
                            .chain(path -> history(sessionId, path, limit));
        });
    }

    /** The newest messages on the given path, oldest first. */
    Uni<History> history(String sessionId, BranchPath path, int limit) {
        return MessagePathRepository.readForPrompt(pool, Span.newest("chat_messages", sessionId, null, limit), path)
                .map(messages -> new History(messages.reversed(), path));
    }

    private static History history(RowSet<Row> rows) {
        return new History(MessagePathRepository.readAll(rows).reversed(), BranchPath.TRUNK);
    }
}
