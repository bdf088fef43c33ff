package de.lopezitwelt.analytics.summary.fold;

import static de.lopezitwelt.platform.persistence.DateTimes.utc;

import de.lopezitwelt.analytics.subject.AgentErasure;
import de.lopezitwelt.analytics.subject.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The fold's writes. {@code updated_at} always comes from the events and never from the server's clock. Rows are
 * written in the order of their keys, because all transactions must lock them in one order.
 */
@ApplicationScoped
class SummaryFoldRepository implements UserErasure, AgentErasure {
    private static final SummaryInsert ADD_SESSIONS = new SummaryInsert("""
            INSERT INTO session_analytics (id, session_id, user_id, organization_id, total_messages, user_messages,
                agent_messages, total_tokens, total_processing_time_ms, message_checksum, last_version,
                created_at, updated_at)""", 13, """
            ON DUPLICATE KEY UPDATE
                organization_id = COALESCE(session_analytics.organization_id, fresh.organization_id),
                total_messages = session_analytics.total_messages + fresh.total_messages,
                user_messages = session_analytics.user_messages + fresh.user_messages,
                agent_messages = session_analytics.agent_messages + fresh.agent_messages,
                total_tokens = session_analytics.total_tokens + fresh.total_tokens,
                total_processing_time_ms =
                    session_analytics.total_processing_time_ms + fresh.total_processing_time_ms,
                message_checksum = session_analytics.message_checksum + fresh.message_checksum,
                last_version = GREATEST(COALESCE(session_analytics.last_version, fresh.last_version),
                    COALESCE(fresh.last_version, session_analytics.last_version)),
                created_at = LEAST(session_analytics.created_at, fresh.created_at),
                updated_at = GREATEST(session_analytics.updated_at, fresh.updated_at)""");

    private static final SummaryInsert RATE_SESSIONS = new SummaryInsert("""
            INSERT INTO session_analytics (id, session_id, user_id, satisfaction_score, created_at, updated_at)""", 6, """
            ON DUPLICATE KEY UPDATE
                satisfaction_score = fresh.satisfaction_score,
                updated_at = GREATEST(session_analytics.updated_at, fresh.updated_at)""");

    private static final SummaryInsert ADD_USERS = new SummaryInsert("""
            INSERT INTO user_summaries (user_id, total_sessions, total_messages, last_activity_at, updated_at)""", 5, """
            ON DUPLICATE KEY UPDATE
                total_sessions = user_summaries.total_sessions + fresh.total_sessions,
                total_messages = user_summaries.total_messages + fresh.total_messages,
                last_activity_at = GREATEST(user_summaries.last_activity_at, fresh.last_activity_at),
                updated_at = GREATEST(user_summaries.updated_at, fresh.updated_at)""");

    /** Assignments run from left to right, so the average uses the new count and sum. */
    private static final SummaryInsert ADD_AGENTS = new SummaryInsert("""
            INSERT INTO agent_summaries (agent_id, total_sessions, total_messages, rating_count, rating_sum,
                average_satisfaction, updated_at)""", 7, """
            ON DUPLICATE KEY UPDATE
                total_sessions = agent_summaries.total_sessions + fresh.total_sessions,
                total_messages = agent_summaries.total_messages + fresh.total_messages,
                rating_count = agent_summaries.rating_count + fresh.rating_count,
                rating_sum = agent_summaries.rating_sum + fresh.rating_sum,
                average_satisfaction =
                    ROUND(agent_summaries.rating_sum / NULLIF(agent_summaries.rating_count, 0), 2),
                updated_at = GREATEST(agent_summaries.updated_at, fresh.updated_at)""");

    private static final String KEEP_VERSIONS = """
            INSERT INTO summary_versions (consumer_group, topic, event_key, last_version)
            SELECT ?, ?, id, last_version FROM session_analytics
            WHERE user_id = ? AND last_version IS NOT NULL ORDER BY id
            ON DUPLICATE KEY UPDATE last_version = GREATEST(summary_versions.last_version, session_analytics.last_version)""";

    private static final String LISTED = """
            (SELECT id FROM JSON_TABLE(?, '$[*]'
                COLUMNS (id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS listed)""";

    Uni<Void> addSessions(SummaryTables tables, SqlConnection transaction, Collection<SessionTotals> sessions) {
        List<List<Object>> rows = sessions.stream()
                .sorted(Comparator.comparing(session -> session.sessionId))
                .map(s -> Arrays.<Object>asList(
                        s.sessionId,
                        s.sessionId,
                        s.userId,
                        s.organizationId,
                        s.messages,
                        s.userMessages,
                        s.agentMessages,
                        s.tokens,
                        s.processingTimeMs,
                        s.checksum,
                        s.version,
                        utc(s.first),
                        utc(s.last)))
                .toList();
        return ADD_SESSIONS.on(tables).execute(transaction, rows);
    }

    Uni<Void> rateSessions(SummaryTables tables, SqlConnection transaction, Map<String, Rating> ratings) {
        return RATE_SESSIONS
                .on(tables)
                .execute(
                        transaction,
                        ratings.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> {
                                    LocalDateTime time = utc(entry.getValue().time());
                                    String id = entry.getKey();
                                    return Arrays.<Object>asList(
                                            id,
                                            id,
                                            entry.getValue().userId(),
                                            entry.getValue().score(),
                                            time,
                                            time);
                                })
                                .toList());
    }

    Uni<Void> addUsers(SummaryTables tables, SqlConnection transaction, Map<String, UserTotals> users) {
        return ADD_USERS
                .on(tables)
                .execute(
                        transaction,
                        users.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> {
                                    UserTotals user = entry.getValue();
                                    LocalDateTime last = utc(user.last);
                                    return List.<Object>of(entry.getKey(), user.sessions, user.messages, last, last);
                                })
                                .toList());
    }

    Uni<Void> addAgents(SummaryTables tables, SqlConnection transaction, Map<String, AgentTotals> agents) {
        return ADD_AGENTS
                .on(tables)
                .execute(
                        transaction,
                        agents.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> {
                                    AgentTotals agent = entry.getValue();
                                    return Arrays.<Object>asList(
                                            entry.getKey(),
                                            agent.sessions,
                                            agent.messages,
                                            agent.ratings,
                                            agent.ratingSum,
                                            agent.average(),
                                            utc(agent.last));
                                })
                                .toList());
    }

    Uni<Void> deleteSessions(SummaryTables tables, SqlConnection transaction, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String listed = new JsonArray(List.copyOf(ids)).encode();
        return transaction
                .preparedQuery(tables.in("DELETE FROM session_analytics WHERE id IN ") + LISTED)
                .execute(Tuple.of(listed))
                .chain(() -> transaction
                        .preparedQuery("DELETE FROM session_feedback WHERE session_id IN " + LISTED)
                        .execute(Tuple.of(listed)))
                .replaceWithVoid();
    }

    /**
     * Deletes the rows that the specification's cascade from users over sessions deletes. Agents keep their totals. It deletes
     * from the shadow tables too, because a rebuild may have folded the user's sessions already. The versions of the
     * sessions stay, so that an event of theirs that comes again does not count twice for an agent.
     */
    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        Uni<Void> erased = delete(transaction, "DELETE FROM session_feedback WHERE user_id = ?", userId);
        for (SummaryTables tables : SummaryTables.values()) {
            erased = erased.chain(() -> transaction
                            .preparedQuery(tables.in(KEEP_VERSIONS))
                            .execute(Tuple.of(SummaryFold.GROUP, SummaryFold.TOPIC, userId)))
                    .chain(() ->
                            delete(transaction, tables.in("DELETE FROM session_analytics WHERE user_id = ?"), userId))
                    .chain(() ->
                            delete(transaction, tables.in("DELETE FROM user_summaries WHERE user_id = ?"), userId));
        }
        return erased;
    }

    @Override
    public Uni<Void> eraseAgent(SqlConnection transaction, String agentId) {
        Uni<Void> erased = Uni.createFrom().voidItem();
        for (SummaryTables tables : SummaryTables.values()) {
            erased = erased.chain(
                    () -> delete(transaction, tables.in("DELETE FROM agent_summaries WHERE agent_id = ?"), agentId));
        }
        return erased;
    }

    private static Uni<Void> delete(SqlConnection transaction, String statement, String id) {
        return transaction.preparedQuery(statement).execute(Tuple.of(id)).replaceWithVoid();
    }
}
