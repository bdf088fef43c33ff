package de.lopezitwelt.chat.transfer.importing;

import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.transfer.document.ExportedFeedback;
import de.lopezitwelt.chat.transfer.document.ExportedMessage;
import de.lopezitwelt.chat.transfer.document.ExportedSession;
import de.lopezitwelt.chat.transfer.document.Origin;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.MultiRowInsert;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes imported sessions. */
@ApplicationScoped
class ImportRepository {
    /** Few at a time, because replies may be long and the size of a statement is limited. */
    private static final int MESSAGES_AT_A_TIME = 16;

    private static final MultiRowInsert SESSIONS = new MultiRowInsert(
            "INSERT INTO chat_sessions (id, user_id, agent_id, organization_id, title, status, metadata, started_at,"
                    + " ended_at, created_at, updated_at, version, last_position, active_branch, branch_count, leaf_id,"
                    + " origin, imported_at)",
            18,
            "");
    private static final MultiRowInsert MESSAGES = new MultiRowInsert(
            "INSERT INTO chat_messages (id, session_id, position, parent_id, branch, content, type, metadata,"
                    + " tokens_used, processing_time_ms, created_at, original_id, attachment_count)",
            13,
            "");
    private static final MultiRowInsert BRANCHES =
            new MultiRowInsert("INSERT INTO session_branches (session_id, branch, parent_id, path)", 4, "");
    private static final MultiRowInsert FEEDBACK = new MultiRowInsert(
            "INSERT INTO session_feedback (session_id, user_id, satisfaction_score, feedback, version, created_at,"
                    + " updated_at)",
            7,
            "");

    /** Whether the user is erased or being erased. Waits for a running erasure. */
    Uni<Boolean> isErasing(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT status FROM users_replica WHERE user_id = ? FOR SHARE")
                .execute(Tuple.of(userId))
                .chain(user -> transaction
                        .preparedQuery(
                                "SELECT 1 FROM erased_ids WHERE subject_type = 'user' AND subject_id = ? FOR SHARE")
                        .execute(Tuple.of(userId))
                        .map(erased -> erased.size() > 0
                                || user.size() > 0
                                        && "erasing"
                                                .equals(user.iterator().next().getString("status"))));
    }

    Uni<Set<String>> findOriginalIds(SqlConnection connection, String userId) {
        return connection
                .preparedQuery("SELECT JSON_UNQUOTE(JSON_EXTRACT(origin, '$.id')) AS original_id FROM chat_sessions"
                        + " WHERE user_id = ? AND origin IS NOT NULL")
                .execute(Tuple.of(userId))
                .map(found -> {
                    Set<String> ids = new HashSet<>();
                    found.forEach(row -> ids.add(row.getString("original_id")));
                    return ids;
                });
    }

    /** @param version the number of the session's events */
    Uni<Void> store(SqlConnection transaction, ImportedSession session, long version) {
        return SESSIONS.execute(transaction, List.of(session(session, version)))
                .chain(() -> messages(transaction, session))
                .chain(() -> BRANCHES.execute(transaction, branches(session)))
                .chain(() -> FEEDBACK.execute(transaction, feedback(session)));
    }

    private static List<?> session(ImportedSession session, long version) {
        ExportedSession source = session.source;
        return Arrays.asList(
                session.id,
                session.userId,
                session.agentId,
                session.organizationId,
                source.title(),
                source.status().wireName(),
                text(source.metadata()),
                utc(source.startedAt()),
                utc(source.endedAt()),
                utc(source.createdAt()),
                utc(source.updatedAt()),
                version,
                session.lastPosition(),
                source.activeBranch(),
                session.forks().size() + 1,
                session.leafId(),
                Origin.of(source).json(),
                utc(session.importedAt));
    }

    private static Uni<Void> messages(SqlConnection transaction, ImportedSession session) {
        List<ExportedMessage> all = session.source.messages();
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (int from = 0; from < all.size(); from += MESSAGES_AT_A_TIME) {
            List<ExportedMessage> some = all.subList(from, Math.min(all.size(), from + MESSAGES_AT_A_TIME));
            chain = chain.chain(() -> MESSAGES.execute(
                    transaction,
                    some.stream().map(message -> message(session, message)).toList()));
        }
        return chain;
    }

    private static List<?> message(ImportedSession session, ExportedMessage message) {
        return Arrays.asList(
                session.idOf(message.id()),
                session.id,
                message.position(),
                session.idOf(message.parentId()),
                message.branch(),
                message.content(),
                message.type().wireName(),
                text(message.metadata()),
                message.tokensUsed(),
                message.processingTimeMs(),
                utc(message.createdAt()),
                message.id(),
                message.files().size());
    }

    private static List<List<?>> branches(ImportedSession session) {
        List<List<?>> rows = new ArrayList<>();
        for (Fork fork : session.forks()) {
            rows.add(Arrays.asList(
                    session.id,
                    rows.size() + 1,
                    session.idOf(fork.parentId()),
                    fork.path().json()));
        }
        return rows;
    }

    private static List<List<?>> feedback(ImportedSession session) {
        ExportedFeedback feedback = session.source.feedback();
        return feedback == null
                ? List.of()
                : List.of(Arrays.asList(
                        session.id,
                        session.userId,
                        feedback.satisfactionScore(),
                        feedback.feedback(),
                        1,
                        utc(feedback.createdAt()),
                        utc(feedback.updatedAt())));
    }

    private static @Nullable String text(@Nullable Object json) {
        return json == null ? null : json.toString();
    }

    private static @Nullable LocalDateTime utc(@Nullable Instant time) {
        return time == null ? null : DateTimes.utc(time);
    }
}
