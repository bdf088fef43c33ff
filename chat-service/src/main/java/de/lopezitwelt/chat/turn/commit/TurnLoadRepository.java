package de.lopezitwelt.chat.turn.commit;

import static java.util.Comparator.naturalOrder;

import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.budget.counter.CounterKey;
import de.lopezitwelt.chat.budget.counter.UsageCounterRepository;
import de.lopezitwelt.chat.sql.MultiRow;
import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.chat.turn.command.TurnCommand;
import de.lopezitwelt.chat.turn.command.TurnReference;
import de.lopezitwelt.chat.turn.decide.ReplyRow;
import de.lopezitwelt.chat.turn.decide.SessionRow;
import de.lopezitwelt.chat.turn.decide.TurnState;
import de.lopezitwelt.chat.turn.decide.TurnState.Earlier;
import de.lopezitwelt.chat.turn.decide.TurnState.FileRow;
import de.lopezitwelt.chat.turn.decide.TurnState.IdempotencyKeyHash;
import de.lopezitwelt.chat.turn.decide.TurnState.Place;
import de.lopezitwelt.platform.persistence.DateTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Locks and reads what a batch decides on. All batches lock in the same order: sessions, replies, counters, files, each
 * in key order. Rows are found by their key, however small the table, because a scan would wait for the rows of all
 * users. The statements are sent without waiting for each other.
 */
@ApplicationScoped
class TurnLoadRepository {
    private final UsageCounterRepository usageCounters;

    TurnLoadRepository(UsageCounterRepository usageCounters) {
        this.usageCounters = usageCounters;
    }

    Uni<TurnState> load(SqlConnection transaction, List<? extends TurnCommand> commands, boolean retry) {
        TurnState state = TurnState.empty();
        List<Uni<Void>> reads = new ArrayList<>();
        reads.add(sessions(transaction, commands, state, retry));
        reads.add(replies(transaction, commands, state));
        reads.add(earlier(transaction, commands, state));
        if (retry) {
            reads.add(committed(transaction, commands, state));
        }
        reads.add(usageCounters.lock(transaction, counterKeys(commands), state.counters()));
        reads.add(files(transaction, commands, state));
        reads.add(erasing(transaction, commands, state));
        Uni<Void> all = Uni.join().all(reads).andCollectFailures().replaceWithVoid();
        return (retry ? all : all.chain(() -> closedBefore(transaction, commands, state))).replaceWith(state);
    }

    /** If the reply is already closed, an earlier attempt may have committed and lost its answer. */
    private Uni<Void> closedBefore(SqlConnection transaction, List<? extends TurnCommand> commands, TurnState state) {
        List<TurnCommand> again = new ArrayList<>();
        for (TurnCommand command : commands) {
            if (command instanceof TurnCommand.CloseReply close && close.message() != null) {
                ReplyRow reply = state.replies().get(close.replyId());
                if (reply != null && close.message().id().equals(reply.messageId())) {
                    again.add(close);
                }
            }
        }
        return again.isEmpty() ? Uni.createFrom().voidItem() : committed(transaction, again, state);
    }

    /** A session with a fresh id can exist only if an earlier attempt has committed. */
    private Uni<Void> sessions(
            SqlConnection transaction, List<? extends TurnCommand> commands, TurnState state, boolean retry) {
        Set<String> ids = new TreeSet<>();
        commands.forEach(command -> {
            if (retry || !opensSession(command)) {
                ids.add(command.sessionId());
            }
        });
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<String> padded = MultiRow.padded(ids);
        return transaction
                .preparedQuery("SELECT id, user_id, agent_id, organization_id, status, version, last_position,"
                        + " active_reply_id, active_branch, branch_count, leaf_id, continuation, title IS NULL AS untitled"
                        + " FROM chat_sessions FORCE INDEX (PRIMARY) WHERE id IN "
                        + MultiRow.list(padded.size())
                        + " ORDER BY id FOR UPDATE")
                .execute(MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id)))
                .invoke(rows -> {
                    for (Row row : rows) {
                        SessionRow session = new SessionRow(
                                row.getString("id"),
                                row.getString("user_id"),
                                row.getString("agent_id"),
                                row.getString("organization_id"),
                                "active".equals(row.getString("status")),
                                row.getLong("version"),
                                row.getLong("last_position"),
                                row.getString("active_reply_id"),
                                row.getInteger("active_branch"),
                                row.getInteger("branch_count"),
                                row.getString("leaf_id"),
                                row.getString("continuation"),
                                row.getInteger("untitled") == 1);
                        state.sessions().put(session.id, session);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> replies(SqlConnection transaction, List<? extends TurnCommand> commands, TurnState state) {
        Set<String> ids = new TreeSet<>();
        commands.forEach(command -> {
            if (command instanceof TurnCommand.CloseReply close) {
                ids.add(close.replyId());
            }
        });
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<String> padded = MultiRow.padded(ids);
        return transaction
                .preparedQuery("SELECT id, session_id, status, lease_epoch, message_id, CAST(fork AS CHAR) AS fork"
                        + " FROM replies FORCE INDEX (PRIMARY) WHERE id IN "
                        + MultiRow.list(padded.size()) + " ORDER BY id FOR UPDATE")
                .execute(MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id)))
                .invoke(rows -> {
                    for (Row row : rows) {
                        String fork = row.getString("fork");
                        ReplyRow reply = new ReplyRow(
                                row.getString("id"),
                                row.getString("session_id"),
                                ReplyStatus.fromWire(row.getString("status")),
                                row.getInteger("lease_epoch"),
                                row.getString("message_id"),
                                fork == null ? null : Fork.read(fork));
                        state.replies().put(reply.id(), reply);
                    }
                })
                .replaceWithVoid();
    }

    /** Not locked: requests with the same key name the same session and wait for its lock first. */
    private Uni<Void> earlier(SqlConnection transaction, List<? extends TurnCommand> commands, TurnState state) {
        Set<IdempotencyKeyHash> hashes = new LinkedHashSet<>();
        commands.forEach(command -> {
            if (command instanceof TurnCommand.Request request && request.idempotencyKey() != null) {
                hashes.add(IdempotencyKeyHash.of(request.idempotencyKey()));
            }
        });
        if (hashes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<IdempotencyKeyHash> padded = MultiRow.padded(hashes);
        Tuple parameters = MultiRow.parameters(
                padded,
                (hash, tuple) ->
                        tuple.addValue(Buffer.buffer(hash.value().array()).getDelegate()));
        return transaction
                .preparedQuery("SELECT key_hash, request_hash, reference FROM idempotency_keys WHERE key_hash IN "
                        + MultiRow.list(padded.size()))
                .execute(parameters)
                .invoke(rows -> {
                    for (Row row : rows) {
                        state.earlier()
                                .put(
                                        IdempotencyKeyHash.of(
                                                row.getBuffer("key_hash").getBytes()),
                                        new Earlier(
                                                row.getBuffer("request_hash").getBytes(),
                                                TurnReference.of(row.getString("reference"))));
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Not {@code (id, created_at) IN ((…), (…))}: MySQL 8.0.33 prunes every partition at the first execution of that, as
     * a prepared statement.
     */
    private Uni<Void> committed(SqlConnection transaction, List<? extends TurnCommand> commands, TurnState state) {
        List<MessageDraft> drafts = new ArrayList<>();
        commands.forEach(command -> drafts.addAll(command.messages()));
        if (drafts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<MessageDraft> padded = MultiRow.padded(drafts);
        Instant first =
                drafts.stream().map(MessageDraft::createdAt).min(naturalOrder()).orElseThrow();
        Instant last =
                drafts.stream().map(MessageDraft::createdAt).max(naturalOrder()).orElseThrow();
        Tuple parameters = MultiRow.parameters(padded, (draft, tuple) -> tuple.addValue(draft.id()))
                .addValue(DateTimes.utc(first))
                .addValue(DateTimes.utc(last));
        return transaction
                .preparedQuery("SELECT id, position, parent_id, branch FROM chat_messages WHERE id IN "
                        + MultiRow.list(padded.size()) + " AND created_at BETWEEN ? AND ?")
                .execute(parameters)
                .invoke(rows -> {
                    for (Row row : rows) {
                        state.committed()
                                .put(
                                        row.getString("id"),
                                        new Place(
                                                row.getLong("position"),
                                                row.getString("parent_id"),
                                                row.getInteger("branch")));
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> files(SqlConnection transaction, List<? extends TurnCommand> commands, TurnState state) {
        Set<String> ids = new TreeSet<>();
        commands.forEach(command ->
                command.messages().forEach(draft -> draft.files().forEach(file -> ids.add(file.id()))));
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<String> padded = MultiRow.padded(ids);
        return transaction
                .preparedQuery("SELECT id, user_id, message_id FROM attachments FORCE INDEX (PRIMARY) WHERE id IN "
                        + MultiRow.list(padded.size()) + " ORDER BY id FOR UPDATE")
                .execute(MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id)))
                .invoke(rows -> {
                    for (Row row : rows) {
                        state.files()
                                .put(
                                        row.getString("id"),
                                        new FileRow(row.getString("user_id"), row.getString("message_id")));
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> erasing(SqlConnection transaction, List<? extends TurnCommand> commands, TurnState state) {
        Set<String> users = new TreeSet<>();
        commands.forEach(command -> {
            if (opensSession(command)) {
                users.add(command.userId());
            }
        });
        if (users.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<String> padded = MultiRow.padded(users);
        String list = MultiRow.list(padded.size());
        Tuple twice = MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id));
        padded.forEach(twice::addValue);
        return transaction
                .preparedQuery("SELECT user_id AS id FROM users_replica WHERE status = 'erasing' AND user_id IN " + list
                        + " UNION ALL SELECT subject_id FROM erased_ids WHERE subject_type = 'user' AND subject_id IN "
                        + list)
                .execute(twice)
                .invoke(rows -> rows.forEach(row -> state.erasing().add(row.getString("id"))))
                .replaceWithVoid();
    }

    private static boolean opensSession(TurnCommand command) {
        return command instanceof TurnCommand.OpenReply open && open.newSession() != null;
    }

    private static Set<CounterKey> counterKeys(List<? extends TurnCommand> commands) {
        Set<CounterKey> keys = new TreeSet<>();
        for (TurnCommand command : commands) {
            switch (command) {
                case TurnCommand.Request request -> request.demands().forEach(demand -> keys.add(demand.key()));
                case TurnCommand.CloseReply close ->
                    close.settlements().forEach(settlement -> keys.add(settlement.key()));
            }
        }
        return keys;
    }
}
