package de.lopezitwelt.chat.session;

import de.lopezitwelt.chat.rowlevel.RowLevelRepository;
import de.lopezitwelt.platform.persistence.DateTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sessions: as a user through the view, and their unchanging facts for the reply path. */
@ApplicationScoped
class SessionReadRepository {
    private static final String SELECT = "SELECT id, user_id, agent_id, organization_id, agent_version, title, status,"
            + " CAST(metadata AS CHAR) AS metadata, last_position, active_reply_id, started_at, ended_at, created_at,"
            + " updated_at, version FROM user_sessions";

    private final RowLevelRepository rowLevel;
    private final Pool pool;

    SessionReadRepository(RowLevelRepository rowLevel, Pool pool) {
        this.rowLevel = rowLevel;
        this.pool = pool;
    }

    Uni<@Nullable SessionView> find(String userId, String sessionId) {
        return rowLevel.asUser(
                userId,
                connection -> connection
                        .preparedQuery(SELECT + " WHERE id = ?")
                        .execute(Tuple.of(sessionId))
                        .map(rows ->
                                rows.size() == 0 ? null : read(rows.iterator().next())));
    }

    /**
     * Newest first.
     *
     * @param before only sessions with lower ids; null for the newest ones
     */
    Uni<List<SessionView>> findNewest(
            String userId,
            @Nullable SessionStatus status,
            @Nullable String agentId,
            @Nullable String before,
            int limit) {
        StringBuilder sql = new StringBuilder(SELECT).append(" WHERE 1 = 1");
        Tuple parameters = Tuple.tuple();
        if (status != null) {
            sql.append(" AND status = ?");
            parameters.addValue(status.wireName());
        }
        if (agentId != null) {
            sql.append(" AND agent_id = ?");
            parameters.addValue(agentId);
        }
        if (before != null) {
            sql.append(" AND id < ?");
            parameters.addValue(before);
        }
        parameters.addValue(limit);
        String query = sql.append(" ORDER BY id DESC LIMIT ?").toString();
        return rowLevel.asUser(
                userId,
                connection -> connection
                        .preparedQuery(query)
                        .execute(parameters)
                        .map(rows -> {
                            List<SessionView> sessions = new ArrayList<>(rows.size());
                            rows.forEach(row -> sessions.add(read(row)));
                            return sessions;
                        }));
    }

    /** Null when the user has no such session. */
    Uni<@Nullable SessionFacts> findFacts(String userId, String sessionId) {
        return pool.preparedQuery(
                        "SELECT agent_id, organization_id, agent_version FROM chat_sessions WHERE id = ? AND user_id = ?")
                .execute(Tuple.of(sessionId, userId))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    Row row = rows.iterator().next();
                    return new SessionFacts(
                            sessionId,
                            userId,
                            row.getString("agent_id"),
                            row.getString("organization_id"),
                            row.getLong("agent_version"));
                });
    }

    /** Sessions with an agent, of whomever. */
    Uni<Long> countOfAgent(String agentId) {
        return pool.preparedQuery("SELECT COUNT(*) AS n FROM chat_sessions WHERE agent_id = ?")
                .execute(Tuple.of(agentId))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    private static SessionView read(Row row) {
        return new SessionView(
                row.getString("id"),
                row.getString("user_id"),
                row.getString("agent_id"),
                row.getString("organization_id"),
                row.getLong("agent_version"),
                row.getString("title"),
                SessionStatus.fromWire(row.getString("status")),
                row.getString("metadata"),
                row.getLong("last_position"),
                row.getString("active_reply_id"),
                time(row.getLocalDateTime("started_at")),
                DateTimes.instantOrNull(row.getLocalDateTime("ended_at")),
                time(row.getLocalDateTime("created_at")),
                time(row.getLocalDateTime("updated_at")),
                row.getLong("version"));
    }

    private static Instant time(LocalDateTime stored) {
        return DateTimes.instant(stored);
    }
}
