package de.lopezitwelt.chat.search;

import de.lopezitwelt.chat.sql.UserConnections;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import de.lopezitwelt.platform.persistence.query.Conditions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a user's messages through the views: an index entry alone shows nothing. */
@ApplicationScoped
class SearchRepository {
    /** Only this much of a message is searched for marks, so that a page of the longest replies stays small. */
    private static final int EXCERPT_SOURCE = 65_536;

    /**
     * A message that was found.
     *
     * @param content its beginning
     */
    record Found(
            String messageId,
            String sessionId,
            String agentId,
            long position,
            MessageType type,
            Instant createdAt,
            String content) {}

    private final UserConnections rowLevel;

    SearchRepository(UserConnections rowLevel) {
        this.rowLevel = rowLevel;
    }

    /**
     * Newest first.
     *
     * @param queries in MySQL's boolean mode; the result is their union
     * @param before only messages with lower ids; null for the newest ones
     */
    Uni<List<Found>> find(
            String userId, List<String> queries, SearchFilter filter, @Nullable String before, int limit) {
        Conditions conditions = new Conditions()
                .and("session_id = ?", filter.sessionId())
                // not the entry's agent: it has none if the session had none when the message was stored
                .and(
                        "EXISTS (SELECT 1 FROM user_sessions o WHERE o.id = user_message_search.session_id AND"
                                + " o.agent_id = ?)",
                        filter.agentId())
                .and("organization_id = ?", filter.organizationId())
                .and("created_at >= ?", time(filter.from()))
                .and("created_at < ?", time(filter.to()))
                .and("message_id < ?", before);
        List<Object> parameters = new ArrayList<>();
        for (String query : queries) {
            parameters.add(query);
            parameters.addAll(conditions.values());
            parameters.add(limit);
        }
        parameters.add(limit);
        String hits = String.join(" UNION ", Collections.nCopies(queries.size(), hits(conditions)));
        String sql = "SELECT s.message_id, s.session_id, c.agent_id, m.position, m.type, m.created_at, LEFT(m.content, "
                + EXCERPT_SOURCE + ") AS content FROM (" + hits + ") s"
                + " JOIN user_messages m ON m.id = s.message_id AND m.created_at = s.created_at"
                + " AND m.session_id = s.session_id JOIN user_sessions c ON c.id = s.session_id ORDER BY s.message_id DESC LIMIT ?";
        return rowLevel.asUser(
                userId,
                connection -> connection
                        .preparedQuery(sql)
                        .execute(Tuple.from(parameters))
                        .map(SearchRepository::readAll));
    }

    private static String hits(Conditions conditions) {
        return "(SELECT message_id, session_id, created_at"
                + " FROM user_message_search WHERE MATCH (words) AGAINST (? IN BOOLEAN MODE)" + conditions.text()
                + " ORDER BY message_id DESC LIMIT ?)";
    }

    private static @Nullable Object time(@Nullable Instant time) {
        return time == null ? null : DateTimes.utc(time);
    }

    private static List<Found> readAll(RowSet<Row> rows) {
        List<Found> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(new Found(
                row.getString("message_id"),
                row.getString("session_id"),
                row.getString("agent_id"),
                row.getLong("position"),
                WireEnum.parse(MessageType.class, row.getString("type")),
                DateTimes.instant(row.getLocalDateTime("created_at")),
                row.getString("content"))));
        return found;
    }
}
