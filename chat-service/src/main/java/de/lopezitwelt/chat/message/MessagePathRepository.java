package de.lopezitwelt.chat.message;

import de.lopezitwelt.chat.branch.BranchPath;
import de.lopezitwelt.chat.branch.Stretch;
import de.lopezitwelt.chat.sql.MultiRow;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads messages of a session by position, of the whole tree or of one path through it. */
final class MessagePathRepository {
    static final String COLUMNS = "id, session_id, position, parent_id, branch, content, type,"
            + " CAST(metadata AS CHAR) AS metadata, tokens_used, processing_time_ms, created_at, original_id, attachment_count";

    /** Characters that a prompt takes of an earlier message, so that no session's history fills an instance's memory. */
    private static final int LONGEST_IN_PROMPT = 131_072;

    private MessagePathRepository() {}

    /** The text of an earlier message for a prompt. The model is told when it is not all. @param table with a dot, or empty */
    static String shortened(String table) {
        String content = table + "content";
        return "IF(CHAR_LENGTH(" + content + ") > " + LONGEST_IN_PROMPT + ", CONCAT(LEFT(" + content + ", "
                + LONGEST_IN_PROMPT + "), '\\n[The rest was left out.]'), " + content + ") AS content";
    }

    /**
     * A range of a session's messages.
     *
     * @param from a table or a view
     * @param condition on the position, with one parameter
     */
    record Span(String from, String sessionId, String condition, long position, String order, int limit) {
        static Span newest(String from, String sessionId, @Nullable Long before, int limit) {
            return new Span(from, sessionId, "position < ?", before == null ? Long.MAX_VALUE : before, "DESC", limit);
        }

        static Span oldest(String from, String sessionId, @Nullable Long after, int limit) {
            return new Span(from, sessionId, "position > ?", after == null ? 0L : after, "ASC", limit);
        }
    }

    /** @param path null for the whole tree */
    static Uni<List<MessageView>> read(SqlClient client, Span span, @Nullable BranchPath path) {
        return read(client, COLUMNS, span, path);
    }

    /** As above with {@link #shortened} texts. */
    static Uni<List<MessageView>> readForPrompt(SqlClient client, Span span, @Nullable BranchPath path) {
        return read(client, COLUMNS.replace(" content,", ' ' + shortened("") + ','), span, path);
    }

    private static Uni<List<MessageView>> read(SqlClient client, String columns, Span span, @Nullable BranchPath path) {
        if (path != null && path.stretches().isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple parameters = Tuple.of(span.sessionId(), span.position());
        String onPath = path == null ? "" : " AND " + onPath(path, parameters);
        parameters.addValue(span.limit());
        return client.preparedQuery("SELECT " + columns + " FROM " + span.from() + " WHERE session_id = ? AND "
                        + span.condition() + onPath + " ORDER BY position " + span.order() + " LIMIT ?")
                .execute(parameters)
                .map(MessagePathRepository::readAll);
    }

    /** Rounds paths up to few lengths, so that there are few statements and they stay prepared. */
    private static String onPath(BranchPath path, Tuple parameters) {
        List<Stretch> padded = MultiRow.padded(path.stretches());
        padded.forEach(stretch -> parameters.addValue(stretch.branch()).addValue(stretch.last()));
        return '(' + String.join(" OR ", Collections.nCopies(padded.size(), "branch = ? AND position <= ?")) + ')';
    }

    static List<MessageView> readAll(RowSet<Row> rows) {
        List<MessageView> messages = new ArrayList<>(rows.size());
        rows.forEach(row -> messages.add(read(row)));
        return messages;
    }

    static MessageView read(Row row) {
        return new MessageView(
                row.getString("id"),
                row.getString("session_id"),
                row.getLong("position"),
                row.getString("parent_id"),
                row.getInteger("branch"),
                WireEnum.parse(MessageType.class, row.getString("type")),
                row.getString("content"),
                row.getString("metadata"),
                row.getInteger("tokens_used"),
                row.getInteger("processing_time_ms"),
                DateTimes.instant(row.getLocalDateTime("created_at")),
                null,
                List.of(),
                row.getInteger("attachment_count"),
                row.getString("original_id"));
    }
}
