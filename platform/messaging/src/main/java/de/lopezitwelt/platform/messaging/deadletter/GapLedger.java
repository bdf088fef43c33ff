package de.lopezitwelt.platform.messaging.deadletter;

import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.messaging.ledger.StaleOffsetException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events that a group has dead-lettered and not yet folded: the authoritative list of gaps in its fold. */
public final class GapLedger {
    private static final int REASON_LENGTH = 500;
    private static final int REFERENCE_LENGTH = 160;
    private static final int KEY_LENGTH = 128;

    private final Pool pool;
    private final Topics topics;
    private final String group;
    private final String table;

    public GapLedger(Pool pool, Topics topics, String group, String table) {
        this.pool = pool;
        this.topics = topics;
        this.group = group;
        this.table = table;
    }

    /** Returns those of the ids that are open gaps now, spelled as the caller spelled them. */
    public Uni<Set<String>> open(Collection<String> eventIds) {
        if (eventIds.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        List<@Nullable Object> values = new ArrayList<>(eventIds.size() + 1);
        values.add(group);
        eventIds.forEach(id -> values.add(ascii(id, REFERENCE_LENGTH)));
        return pool.preparedQuery("SELECT event_id FROM " + table + " WHERE consumer_group = ? AND event_id IN (?"
                        + ", ?".repeat(eventIds.size() - 1) + ")")
                .execute(Tuple.tuple(values))
                .map(rows -> {
                    Set<String> found = new HashSet<>();
                    for (Row row : rows) {
                        found.add(row.getString(0));
                    }
                    Set<String> open = new HashSet<>(eventIds);
                    open.removeIf(id -> !found.contains(ascii(id, REFERENCE_LENGTH)));
                    return open;
                });
    }

    public Uni<Void> record(SqlClient transaction, List<DeadRecord> letters) {
        Uni<Void> recorded = Uni.createFrom().voidItem();
        for (DeadRecord dead : letters) {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(group);
            values.add(topics.unresolve(dead.record().topic()));
            values.add(ascii(dead.id(), REFERENCE_LENGTH));
            values.add(ascii(dead.record().key(), KEY_LENGTH));
            values.add(ascii(dead.type(), REFERENCE_LENGTH));
            values.add(dead.aggregateVersion());
            values.add(dead.record().partition());
            values.add(dead.record().offset());
            values.add(shortened(dead.reason(), REASON_LENGTH));
            recorded = recorded.chain(() -> transaction
                            .preparedQuery("INSERT INTO " + table
                                    + " (consumer_group, topic, event_id, event_key, event_type, aggregate_version,"
                                    + " partition_number, record_offset, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) AS fresh"
                                    + " ON DUPLICATE KEY UPDATE attempts = " + table + ".attempts + 1,"
                                    + " partition_number = fresh.partition_number, record_offset = fresh.record_offset,"
                                    + " reason = fresh.reason")
                            .execute(Tuple.tuple(values)))
                    .replaceWithVoid();
        }
        return recorded;
    }

    /**
     * Fails with {@link StaleOffsetException} when one of the gaps is closed already: the event that closed it has been
     * folded.
     */
    public Uni<Void> close(SqlClient transaction, Collection<String> eventIds) {
        Uni<Void> closed = Uni.createFrom().voidItem();
        for (String id : eventIds) {
            closed = closed.chain(() -> transaction
                            .preparedQuery("DELETE FROM " + table + " WHERE consumer_group = ? AND event_id = ?")
                            .execute(Tuple.of(group, ascii(id, REFERENCE_LENGTH))))
                    .invoke(rows -> {
                        if (rows.rowCount() == 0) {
                            throw new StaleOffsetException(group);
                        }
                    })
                    .replaceWithVoid();
        }
        return closed;
    }

    /** A broken record may carry any characters; its gap must be recorded all the same. */
    private static @Nullable String ascii(@Nullable String text, int longest) {
        return text == null ? null : shortened(text.replaceAll("[^\\x20-\\x7e]", "?"), longest);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
