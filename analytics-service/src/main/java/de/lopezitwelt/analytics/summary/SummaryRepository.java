package de.lopezitwelt.analytics.summary;

import de.lopezitwelt.platform.persistence.DateTimes;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SummaryRepository {
    private final Pool reader;

    SummaryRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    Uni<@Nullable OwnedSession> findSession(String id) {
        return findOne(
                """
                SELECT s.session_id, s.user_id, s.organization_id, s.total_messages, s.user_messages, s.agent_messages, s.total_tokens,
                       s.total_processing_time_ms, s.satisfaction_score, f.feedback, s.created_at, s.updated_at
                FROM session_analytics s LEFT JOIN session_feedback f ON f.session_id = s.id
                WHERE s.id = ?""",
                id,
                row -> new OwnedSession(
                        row.getString("user_id"),
                        row.getString("organization_id"),
                        new SessionSummary(
                                row.getString("session_id"),
                                row.getInteger("total_messages"),
                                row.getInteger("user_messages"),
                                row.getInteger("agent_messages"),
                                row.getInteger("total_tokens"),
                                row.getInteger("total_processing_time_ms"),
                                row.getBigDecimal("satisfaction_score"),
                                row.getString("feedback"),
                                DateTimes.instant(row.getLocalDateTime("created_at")),
                                DateTimes.instant(row.getLocalDateTime("updated_at")))));
    }

    Uni<@Nullable UserSummary> findUser(String id) {
        return findOne(
                """
                SELECT user_id, total_sessions, total_messages, last_activity_at, updated_at
                FROM user_summaries WHERE user_id = ?""",
                id,
                row -> new UserSummary(
                        row.getString("user_id"),
                        row.getInteger("total_sessions"),
                        row.getInteger("total_messages"),
                        DateTimes.instantOrNull(row.getLocalDateTime("last_activity_at")),
                        DateTimes.instantOrNull(row.getLocalDateTime("updated_at"))));
    }

    /** An agent that nobody has used yet has totals of 0. */
    Uni<@Nullable OwnedAgent> findAgent(String id) {
        return findOne(
                """
                SELECT o.agent_id, o.created_by, s.total_sessions, s.total_messages, s.average_satisfaction, s.updated_at
                FROM agent_owners o LEFT JOIN agent_summaries s ON s.agent_id = o.agent_id
                WHERE o.agent_id = ?""",
                id,
                row -> new OwnedAgent(
                        row.getString("created_by"),
                        new AgentSummary(
                                row.getString("agent_id"),
                                Objects.requireNonNullElse(row.getInteger("total_sessions"), 0),
                                Objects.requireNonNullElse(row.getInteger("total_messages"), 0),
                                row.getBigDecimal("average_satisfaction"),
                                DateTimes.instantOrNull(row.getLocalDateTime("updated_at")))));
    }

    private <T> Uni<@Nullable T> findOne(String sql, String id, Function<Row, T> view) {
        return reader.preparedQuery(sql).execute(Tuple.of(id)).map(rows -> {
            for (Row row : rows) {
                return view.apply(row);
            }
            return null;
        });
    }
}
