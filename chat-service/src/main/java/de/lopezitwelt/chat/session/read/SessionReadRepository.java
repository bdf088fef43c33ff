package de.lopezitwelt.chat.session.read;

import de.lopezitwelt.chat.sql.UserConnections;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.query.Conditions;
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

/** Reads sessions: as one user through the view, and their unchanging facts for the reply path. */
@ApplicationScoped
public class SessionReadRepository {
    private static final String SELECT = "SELECT id, user_id, agent_id, organization_id, agent_version, title, status,"
            + " CAST(metadata AS CHAR) AS metadata, last_position, active_reply_id, active_branch, branch_count, leaf_id,"
            + " started_at, ended_at, created_at, updated_at, imported_at, version FROM user_sessions";

    private final UserConnections rowLevel;
    private final Pool pool;

    SessionReadRepository(UserConnections rowLevel, Pool pool) {
        this.rowLevel = rowLevel;
        this.pool = pool;
    }

    public Uni<@Nullable SessionView> find(String userId, String sessionId) {
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
     * @param bound the only organization whose sessions may be seen; null for all
     * @param before only sessions with lower ids; null for the newest ones
     */
    public Uni<List<SessionView>> findNewest(
            String userId, @Nullable String bound, SessionFilter filter, @Nullable String before, int limit) {
        SessionStatus status = filter.status();
        Conditions conditions = new Conditions()
                .and("status = ?", status == null ? null : status.wireName())
                .and("agent_id = ?", filter.agentId())
                .and("organization_id = ?", bound)
                .and("organization_id = ?", filter.organizationId())
                .and("id >= ?", bound(filter.createdFrom()))
                .and("id < ?", bound(filter.createdBefore()))
                .and("updated_at >= ?", utc(filter.updatedFrom()))
                .and("updated_at < ?", utc(filter.updatedBefore()))
                .and("title LIKE CONCAT(?, '%') ESCAPE '!'", escaped(filter.title()))
                .and("id < ?", before);
        String query = SELECT + " WHERE TRUE" + conditions.text() + " ORDER BY id DESC LIMIT ?";
        Tuple parameters = Tuple.from(conditions.values()).addValue(limit);
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

    /** Compares ids, which carry their time. */
    private static @Nullable String bound(@Nullable Instant time) {
        return time == null ? null : IdGenerator.lowerBound(time);
    }

    private static @Nullable LocalDateTime utc(@Nullable Instant time) {
        return time == null ? null : DateTimes.utc(time);
    }

    private static @Nullable String escaped(@Nullable String text) {
        return text == null ? null : text.replaceAll("([!%_])", "!$1");
    }

    /** Null when the user has no such session. */
    Uni<@Nullable SessionFacts> findFacts(String userId, String sessionId) {
        return pool.preparedQuery(
                        "SELECT agent_id, organization_id, agent_version FROM chat_sessions WHERE id = ? AND user_id ="
                                + " ?")
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

    /** Counts the sessions of all users with an agent. */
    public Uni<Long> countOfAgent(String agentId) {
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
                row.getInteger("active_branch"),
                row.getInteger("branch_count"),
                row.getString("leaf_id"),
                time(row.getLocalDateTime("started_at")),
                DateTimes.instantOrNull(row.getLocalDateTime("ended_at")),
                time(row.getLocalDateTime("created_at")),
                time(row.getLocalDateTime("updated_at")),
                DateTimes.instantOrNull(row.getLocalDateTime("imported_at")),
                row.getLong("version"));
    }

    private static Instant time(LocalDateTime stored) {
        return DateTimes.instant(stored);
    }
}
