package de.lopezitwelt.platform.messaging.outbox;

import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.MultiRowInsert;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes events in the transaction of the state change that causes them (transactional outbox): both are committed or
 * none is. Take the aggregate's row lock first and append afterwards; that order is what makes the relay's row order
 * the aggregate's version order.
 */
@ApplicationScoped
public class Outbox {
    private static final String HEAD =
            "INSERT INTO outbox (id, topic, event_key, event_type, aggregate_version, payload, created_at)";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?)";
    private static final MultiRowInsert INSERT = new MultiRowInsert(HEAD, 7, "");

    private final RelaySignal signal;

    public Outbox(RelaySignal signal) {
        this.signal = signal;
    }

    /** Within the session's transaction; pending entity changes are flushed first. Wakes the relay after the commit. */
    public Uni<Void> append(Mutiny.Session session, List<OutboxMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        CommitHook.afterCommit(session, signal::wake);
        Mutiny.MutationQuery insert =
                session.createNativeQuery(HEAD + " VALUES " + ROW + (", " + ROW).repeat(messages.size() - 1));
        int position = 1;
        for (OutboxMessage message : messages) {
            for (Object value : values(message)) {
                insert.setParameter(position++, value);
            }
        }
        return insert.executeUpdate().replaceWithVoid();
    }

    /** Within the connection's transaction. Call {@link #committed()} after the commit. */
    public Uni<Void> append(SqlConnection connection, List<OutboxMessage> messages) {
        return INSERT.execute(connection, messages.stream().map(Outbox::values).toList());
    }

    /** Wakes the relay of this process at once; without it the rows leave with the next poll, 50 ms later at most. */
    public void committed() {
        signal.wake();
    }

    private static List<@Nullable Object> values(OutboxMessage row) {
        return Arrays.asList(
                row.id(),
                row.topic(),
                row.key(),
                row.type(),
                row.aggregateVersion(),
                row.payload(),
                DateTimes.utc(IdGenerator.timeOf(row.id())));
    }
}
