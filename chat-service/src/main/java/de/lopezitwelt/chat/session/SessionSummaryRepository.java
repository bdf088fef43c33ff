package de.lopezitwelt.chat.session;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The summary in a row of {@code chat_sessions}. */
@ApplicationScoped
class SessionSummaryRepository {
    private final Pool pool;

    SessionSummaryRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<@Nullable SessionSummary> find(String sessionId) {
        return pool.preparedQuery("SELECT summary, summary_position, summary_branch FROM chat_sessions WHERE id = ?"
                        + " AND summary_position IS NOT NULL")
                .execute(Tuple.of(sessionId))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    Row row = rows.iterator().next();
                    return new SessionSummary(
                            row.getString("summary"),
                            row.getLong("summary_position"),
                            row.getInteger("summary_branch"));
                });
    }

    /** Stores a summary unless one of the same branch that reaches further is stored. The session's version and ETag stay. */
    Uni<Void> store(String sessionId, SessionSummary summary) {
        return pool.preparedQuery("UPDATE chat_sessions SET summary = ?, summary_position = ?, summary_branch = ?,"
                        + " updated_at = updated_at WHERE id = ? AND (summary_position IS NULL"
                        + " OR summary_position < ? OR summary_branch <> ?)")
                .execute(Tuple.of(
                        summary.text(),
                        summary.position(),
                        summary.branch(),
                        sessionId,
                        summary.position(),
                        summary.branch()))
                .replaceWithVoid();
    }
}
