package de.lopezitwelt.platform.messaging.outbox;

import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes events in the transaction of the state change that causes them (transactional outbox): both are committed or
 * neither is. The events of one transaction share one row: a group commit of 64 turns inserts, reads and deletes one
 * row instead of 192 (docs/adr/0022-outbox-row-per-transaction.md). Take the aggregate's row lock first and append
 * afterwards: this order makes the relay's row order the aggregate's version order.
 */
@ApplicationScoped
public class Outbox {
    private static final String INSERT =
            "INSERT INTO outbox (packed, event_count, events_length, created_at) VALUES (?, ?, ?, ?)";
    /** In characters; far below the bytes that the column holds. */
    private static final int LARGEST_ROW = 2_000_000;

    private final RelaySignal signal;

    public Outbox(RelaySignal signal) {
        this.signal = signal;
    }

    /**
     * Appends in the session's transaction; pending entity changes are flushed first. Wakes the relay after the commit.
     */
    public Uni<Void> append(Mutiny.Session session, List<OutboxMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        CommitHook.afterCommit(session, signal::wake);
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Packed row : rows(messages)) {
            all = all.chain(() -> session.createNativeQuery(INSERT)
                    .setParameter(1, row.events())
                    .setParameter(2, row.count())
                    .setParameter(3, row.length())
                    .setParameter(4, row.createdAt())
                    .executeUpdate()
                    .replaceWithVoid());
        }
        return all;
    }

    /**
     * Appends in the connection's transaction. Wakes the relay after the commit when the client began the transaction; a
     * transaction that a statement began needs {@link #committed()}.
     */
    public Uni<Void> append(SqlConnection connection, List<OutboxMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Transaction transaction = connection.getDelegate().transaction();
        if (transaction != null) {
            transaction.completion().onSuccess(done -> signal.wake());
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Packed row : rows(messages)) {
            Tuple parameters = Tuple.of(Buffer.buffer(row.events()), row.count(), row.length(), row.createdAt());
            all = all.chain(
                    () -> connection.preparedQuery(INSERT).execute(parameters).replaceWithVoid());
        }
        return all;
    }

    /**
     * Wakes the relay of this process after a commit that the client does not know of. Without it the rows leave with the
     * next poll, at most 50 ms later.
     */
    public void committed() {
        signal.wake();
    }

    /**
     * A row to be written.
     *
     * @param length in characters, before it was packed
     */
    @SuppressWarnings("ArrayRecordComponent") // rows are never compared
    private record Packed(byte[] events, int count, int length, LocalDateTime createdAt) {}

    /** One row for all messages, unless they are many or large. */
    private static List<Packed> rows(List<OutboxMessage> messages) {
        List<Packed> rows = new ArrayList<>(1);
        int from = 0;
        int size = 0;
        for (int i = 0; i < messages.size(); i++) {
            String payload = messages.get(i).payload();
            int length = payload == null ? 0 : payload.length();
            if (i > from && size + length > LARGEST_ROW) {
                rows.add(row(messages.subList(from, i)));
                from = i;
                size = 0;
            }
            size += length;
        }
        if (from < messages.size()) {
            rows.add(row(messages.subList(from, messages.size())));
        }
        return rows;
    }

    private static Packed row(List<OutboxMessage> messages) {
        String events = EventFrames.write(messages);
        return new Packed(
                PackedText.of(events),
                messages.size(),
                events.length(),
                DateTimes.utc(IdGenerator.timeOf(messages.getFirst().id())));
    }
}
