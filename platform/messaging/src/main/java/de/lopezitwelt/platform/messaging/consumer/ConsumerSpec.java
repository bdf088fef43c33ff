package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.EventTypes;
import de.lopezitwelt.platform.messaging.ledger.ConsumerTables;
import de.lopezitwelt.platform.messaging.ledger.VersionPlace;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a consumer reads and how it is folded.
 *
 * @param group permanent name of the consumer, such as {@code analytics.summaries}; its offsets are stored under this
 *     name
 * @param types event records to consume; the consumer subscribes to their topics and skips other types on them
 * @param batchSize most events in one transaction, 1 or more
 * @param start where a group without stored offsets begins
 * @param linger least time between two transactions while events keep coming and do not fill a batch; it makes fewer,
 *     larger transactions. Events after a pause do not wait
 * @param versions where it keeps the last version of each aggregate
 */
public record ConsumerSpec(
        String group,
        List<Class<? extends Record>> types,
        EventHandler handler,
        int batchSize,
        Start start,
        ConsumerTables tables,
        Duration linger,
        VersionPlace versions) {
    private static final Duration USUAL_LINGER = Duration.ofMillis(50);

    /** The first offset of a new group. */
    public enum Start {
        EARLIEST,
        LATEST
    }

    public ConsumerSpec {
        types = List.copyOf(types);
        if (types.isEmpty() || batchSize < 1 || group.isBlank() || linger.isNegative()) {
            throw new IllegalArgumentException("a consumer needs a group, types, a batch size and no negative time");
        }
    }

    /** Names of the topics that carry the types, without an installation's prefix, in alphabetical order. */
    public SortedSet<String> topics() {
        SortedSet<String> topics = new TreeSet<>();
        types.forEach(type -> topics.add(EventTypes.of(type).topic()));
        return topics;
    }

    public static ConsumerSpec of(String group, List<Class<? extends Record>> types, EventHandler handler) {
        return new ConsumerSpec(
                group, types, handler, 500, Start.EARLIEST, ConsumerTables.SHARED, USUAL_LINGER, VersionPlace.LEDGER);
    }

    public ConsumerSpec withBatchSize(int size) {
        return new ConsumerSpec(group, types, handler, size, start, tables, linger, versions);
    }

    public ConsumerSpec withStart(Start first) {
        return new ConsumerSpec(group, types, handler, batchSize, first, tables, linger, versions);
    }

    public ConsumerSpec withTables(ConsumerTables own) {
        return new ConsumerSpec(group, types, handler, batchSize, start, own, linger, versions);
    }

    public ConsumerSpec withLinger(Duration least) {
        return new ConsumerSpec(group, types, handler, batchSize, start, tables, least, versions);
    }

    public ConsumerSpec withVersions(VersionPlace place) {
        return new ConsumerSpec(group, types, handler, batchSize, start, tables, linger, place);
    }
}
