package de.lopezitwelt.chat.turn;

import de.lopezitwelt.chat.budget.Counters;
import de.lopezitwelt.chat.budget.ReservationsJson;
import de.lopezitwelt.chat.budget.UsageCounterRepository;
import de.lopezitwelt.chat.sql.MultiRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Writes what a batch decided, one statement per table, sent without waiting for each other. */
@ApplicationScoped
class TurnStoreRepository {
    private static final int MESSAGE_COLUMNS = 9;
    private static final int SESSION_COLUMNS = 11;

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
        if (!plan.opened.isEmpty()) {
            writes.add(openedReplies(transaction, plan.opened));
        }
        for (TurnCommand.CloseReply close : plan.closed) {
            writes.add(closedReply(transaction, close));
        }
        writes.add(usageCounters.store(transaction, plan.counters));
        return writes;
    }

    private static Uni<Void> messages(SqlConnection transaction, List<StoredMessage> messages) {
        return execute(
                transaction,
                "INSERT INTO chat_messages (id, session_id, position, content, type, metadata, tokens_used,"
                        + " processing_time_ms, created_at) VALUES "
                        + MultiRow.placeholders(messages.size(), MESSAGE_COLUMNS),
                MultiRow.parameters(messages, (message, tuple) -> {
                    MessageDraft draft = message.draft();
                    tuple.addValue(draft.id())
                            .addValue(message.sessionId())
                            .addValue(message.position())
                            .addValue(draft.content())
                            .addValue(draft.type().wireName())
                            .addValue(draft.metadata())
                            .addValue(draft.tokensUsed())
                            .addValue(draft.processingTimeMs())
                            .addValue(MultiRow.utc(draft.createdAt()));
                }));
    }

    private Uni<Void> sessions(SqlConnection transaction, List<SessionRow> sessions) {
        return execute(
                transaction,
                "INSERT INTO chat_sessions (id, user_id, agent_id, organization_id, title, metadata, started_at,"
                        + " created_at, version, last_position, active_reply_id) VALUES "
                        + MultiRow.placeholders(sessions.size(), SESSION_COLUMNS)
                        + " AS new ON DUPLICATE KEY UPDATE version = new.version,"
                        + " last_position = new.last_position, active_reply_id = new.active_reply_id",
                MultiRow.parameters(sessions, (session, tuple) -> {
                    NewSession created = session.created;
                    var startedAt = MultiRow.utc(created == null ? clock.instant() : created.startedAt());
                    tuple.addValue(session.id)
                            .addValue(session.userId)
                            .addValue(session.agentId)
                            .addValue(session.organizationId)
                            .addValue(created == null ? null : created.title())
                            .addValue(created == null ? null : created.metadata())
                            .addValue(startedAt)
                            .addValue(startedAt)
                            .addValue(session.version())
                            .addValue(session.lastPosition())
                            .addValue(session.activeReplyId());
                }));
    }

    private Uni<Void> openedReplies(SqlConnection transaction, List<TurnCommand.OpenReply> opened) {
        String row =
                "(?, ?, ?, ?, ?, ?, 'streaming', ?, ?, 1, UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND, '', ?, ?, ?, ?, ?)";
        return execute(
                transaction,
                "INSERT INTO replies (id, session_id, user_id, user_message_id, agent_version, model, status,"
                        + " owner_instance, owner_url, lease_epoch, expires_at, checkpoint, store_text, reservations,"
                        + " prompt_tokens, pricing, created_at) VALUES "
                        + String.join(", ", java.util.Collections.nCopies(opened.size(), row)),
                MultiRow.parameters(opened, (open, tuple) -> {
                    ReplyDraft reply = open.reply();
                    tuple.addValue(reply.id())
                            .addValue(open.sessionId())
                            .addValue(open.userId())
                            .addValue(open.messages().getLast().id())
                            .addValue(reply.agentVersion())
                            .addValue(reply.model())
                            .addValue(owner.instance())
                            .addValue(owner.url())
                            .addValue(owner.lease().toNanos() / 1_000)
                            .addValue(reply.storeText())
                            .addValue(ReservationsJson.write(Counters.reservationsOf(open.demands())))
                            .addValue(reply.promptTokens())
                            .addValue(reply.pricing())
                            .addValue(MultiRow.utc(clock.instant()));
                }));
    }

    private static Uni<Void> closedReply(SqlConnection transaction, TurnCommand.CloseReply close) {
        MessageDraft message = close.message();
        return execute(
                transaction,
                "UPDATE replies SET status = ?, message_id = ?, finish_reason = ?, failure = ?, checkpoint = NULL,"
                        + " reservations = NULL, expires_at = UTC_TIMESTAMP(6) WHERE id = ? AND lease_epoch = ?",
                Tuple.tuple()
                        .addValue(close.status().wireName())
                        .addValue(message == null ? null : message.id())
                        .addValue(close.finishReason())
                        .addValue(close.failure())
                        .addValue(close.replyId())
                        .addValue(close.epoch()));
    }

    private static Uni<Void> execute(SqlConnection transaction, String sql, Tuple parameters) {
        return transaction.preparedQuery(sql).execute(parameters).replaceWithVoid();
    }
}
