package de.lopezitwelt.chat.turn.commit;

import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.budget.counter.Counters;
import de.lopezitwelt.chat.budget.counter.ReservationsJson;
import de.lopezitwelt.chat.budget.counter.UsageCounterRepository;
import de.lopezitwelt.chat.sql.MultiRow;
import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.NewSession;
import de.lopezitwelt.chat.turn.command.OriginJson;
import de.lopezitwelt.chat.turn.command.ReplyDraft;
import de.lopezitwelt.chat.turn.command.StoredMessage;
import de.lopezitwelt.chat.turn.command.TurnCommand;
import de.lopezitwelt.chat.turn.decide.NewBranch;
import de.lopezitwelt.chat.turn.decide.SessionRow;
import de.lopezitwelt.chat.turn.decide.TurnPlan;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.MultiRowInsert;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the decisions of a batch: one statement for each table, all sent without waiting for each other. */
@ApplicationScoped
class TurnStoreRepository {
    private static final MultiRowInsert MESSAGES = new MultiRowInsert(
            "INSERT INTO chat_messages (id, session_id, position, content, type, metadata, tokens_used,"
                    + " processing_time_ms, created_at, parent_id, branch, attachment_count)",
            12,
            "");
    private static final MultiRowInsert SESSIONS = new MultiRowInsert(
            "INSERT INTO chat_sessions (id, user_id, agent_id, organization_id, title, metadata, started_at,"
                    + " created_at, version, last_position, active_reply_id, active_branch, branch_count, leaf_id,"
                    + " continuation)",
            15,
            "ON DUPLICATE KEY UPDATE version = fresh.version, last_position = fresh.last_position,"
                    + " active_reply_id = fresh.active_reply_id, active_branch = fresh.active_branch,"
                    + " branch_count = fresh.branch_count, leaf_id = fresh.leaf_id,"
                    + " continuation = fresh.continuation,"
                    + " title = COALESCE(chat_sessions.title, fresh.title)");
    private static final MultiRowInsert BRANCHES =
            new MultiRowInsert("INSERT INTO session_branches (session_id, branch, parent_id, path)", 4, "");
    private static final MultiRowInsert REPLIES = new MultiRowInsert(
            "INSERT INTO replies (id, session_id, user_id, user_message_id, agent_version, model, status,"
                    + " owner_instance, owner_url, lease_epoch, expires_at, store_text, reservations,"
                    + " prompt_tokens, pricing, origin, created_at, fork, keep)",
            "(?,?,?,?,?,?,'streaming',?,?,1,UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND,?,?,?,?,?,?,?,?)",
            "");

    /** The rows exist, are locked and have the closing epoch, so this INSERT always acts as an UPDATE of many rows. */
    private static final MultiRowInsert CLOSED = new MultiRowInsert(
            "INSERT INTO replies (id, status, message_id, finish_reason, failure, session_id, user_id, user_message_id,"
                    + " agent_version, model, owner_instance, owner_url, expires_at, created_at)",
            "(?,?,?,?,?,'','','',0,'','','',UTC_TIMESTAMP(6),UTC_TIMESTAMP(6))",
            "ON DUPLICATE KEY UPDATE status = fresh.status, message_id = fresh.message_id,"
                    + " finish_reason = fresh.finish_reason, failure = fresh.failure, reservations = NULL,"
                    + " expires_at = fresh.expires_at");

    /** A retried step has the same content as the first attempt, so overwriting is harmless. */
    private static final MultiRowInsert STEPS = new MultiRowInsert(
            "INSERT INTO reply_steps (reply_id, number, step)", 3, "ON DUPLICATE KEY UPDATE step = fresh.step");

    private static final String TAKE = "UPDATE attachments SET session_id = ?, message_id = ?, place = ? WHERE id = ?";

    private final UsageCounterRepository usageCounters;
    private final ReplyOwner owner;
    private final Clock clock;

    TurnStoreRepository(UsageCounterRepository usageCounters, ReplyOwner owner, Clock clock) {
        this.usageCounters = usageCounters;
        this.owner = owner;
        this.clock = clock;
    }

    List<Uni<Void>> store(SqlConnection transaction, TurnPlan plan) {
        List<Uni<Void>> writes = new ArrayList<>();
        if (!plan.messages.isEmpty()) {
            writes.add(messages(transaction, plan.messages));
        }
        if (!plan.sessions.isEmpty()) {
            writes.add(sessions(transaction, plan.sessions));
        }
        if (!plan.branches.isEmpty()) {
            writes.add(branches(transaction, plan.branches));
        }
        if (!plan.opened.isEmpty()) {
            writes.add(openedReplies(transaction, plan.opened));
        }
        if (!plan.closed.isEmpty()) {
            writes.add(closedReplies(transaction, plan.closed));
            writes.add(textsOf(transaction, plan.closed));
            writes.add(stepsOf(transaction, plan.closed));
        }
        writes.add(usageCounters.storeAhead(transaction, plan.counters));
        plan.messages.forEach(message -> takenFiles(transaction, message, writes));
        return writes;
    }

    private static Uni<Void> messages(SqlConnection transaction, List<StoredMessage> messages) {
        return MESSAGES.executeAhead(
                transaction,
                messages.stream()
                        .map(message -> {
                            MessageDraft draft = message.draft();
                            return Arrays.asList(
                                    draft.id(),
                                    message.sessionId(),
                                    message.position(),
                                    draft.content(),
                                    draft.type().wireName(),
                                    draft.metadata(),
                                    draft.tokensUsed(),
                                    draft.processingTimeMs(),
                                    DateTimes.utc(draft.createdAt()),
                                    message.parentId(),
                                    message.branch(),
                                    draft.files().size());
                        })
                        .toList());
    }

    private static void takenFiles(SqlConnection transaction, StoredMessage message, List<Uni<Void>> writes) {
        List<AttachedFile> files = message.draft().files();
        for (int i = 0; i < files.size(); i++) {
            writes.add(transaction
                    .preparedQuery(TAKE)
                    .execute(Tuple.of(
                            message.sessionId(),
                            message.draft().id(),
                            i,
                            files.get(i).id()))
                    .replaceWithVoid());
        }
    }

    /** After their sessions, because of the foreign key. */
    private static Uni<Void> branches(SqlConnection transaction, List<NewBranch> branches) {
        return BRANCHES.executeAhead(
                transaction,
                branches.stream()
                        .map(branch -> Arrays.asList(
                                branch.sessionId(),
                                branch.branch(),
                                branch.fork().parentId(),
                                branch.fork().path().json()))
                        .toList());
    }

    private Uni<Void> sessions(SqlConnection transaction, List<SessionRow> sessions) {
        return SESSIONS.executeAhead(
                transaction,
                sessions.stream()
                        .map(session -> {
                            NewSession created = session.created;
                            var startedAt = DateTimes.utc(created == null ? clock.instant() : created.startedAt());
                            return Arrays.asList(
                                    session.id,
                                    session.userId,
                                    session.agentId,
                                    session.organizationId,
                                    session.title(),
                                    created == null ? null : created.metadata(),
                                    startedAt,
                                    startedAt,
                                    session.version(),
                                    session.lastPosition(),
                                    session.activeReplyId(),
                                    session.activeBranch(),
                                    session.branchCount(),
                                    session.leafId(),
                                    session.continuation());
                        })
                        .toList());
    }

    private Uni<Void> openedReplies(SqlConnection transaction, List<TurnCommand.OpenReply> opened) {
        return REPLIES.executeAhead(
                transaction,
                opened.stream()
                        .map(open -> {
                            ReplyDraft reply = open.reply();
                            return Arrays.asList(
                                    reply.id(),
                                    open.sessionId(),
                                    open.userId(),
                                    open.answered(),
                                    reply.agentVersion(),
                                    reply.model(),
                                    owner.instance(),
                                    owner.url(),
                                    owner.lease().toNanos() / 1_000,
                                    reply.storeText(),
                                    ReservationsJson.write(Counters.reservationsOf(open.demands())),
                                    reply.promptTokens(),
                                    reply.pricing(),
                                    OriginJson.write(reply.origin()),
                                    DateTimes.utc(clock.instant()),
                                    fork(open),
                                    reply.keep());
                        })
                        .toList());
    }

    /** Null when the command's own messages have opened the branch already. */
    private static @Nullable String fork(TurnCommand.OpenReply open) {
        Fork fork = open.fork();
        return fork == null || !open.messages().isEmpty() ? null : fork.json();
    }

    private static Uni<Void> closedReplies(SqlConnection transaction, List<TurnCommand.CloseReply> closed) {
        return CLOSED.executeAhead(
                transaction,
                closed.stream()
                        .map(close -> {
                            MessageDraft message = close.message();
                            return Arrays.asList(
                                    close.replyId(),
                                    close.status().wireName(),
                                    message == null ? null : message.id(),
                                    close.finishReason(),
                                    close.failure());
                        })
                        .toList());
    }

    private static Uni<Void> stepsOf(SqlConnection transaction, List<TurnCommand.CloseReply> closed) {
        return STEPS.executeAhead(
                transaction,
                closed.stream()
                        .flatMap(close -> close.steps().stream())
                        .map(step -> List.of(step.replyId(), step.number(), step.json()))
                        .toList());
    }

    /** Deletes checkpointed texts: the message holds the text now. Most replies end before their first checkpoint. */
    private static Uni<Void> textsOf(SqlConnection transaction, List<TurnCommand.CloseReply> closed) {
        List<String> stored = closed.stream()
                .filter(TurnCommand.CloseReply::textStored)
                .map(TurnCommand.CloseReply::replyId)
                .sorted()
                .toList();
        if (stored.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<String> padded = MultiRow.padded(stored);
        return transaction
                .preparedQuery("DELETE FROM reply_texts WHERE reply_id IN " + MultiRow.list(padded.size()))
                .execute(MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id)))
                .replaceWithVoid();
    }
}
