package de.lopezitwelt.platform.messaging.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes the next batch while MySQL works on the one before, when the loop's thread has nothing else to do.
 * Records that the group skips take no room in a batch and do not start one: a group that consumes one event in a
 * thousand does not commit its offset for the others one by one. Only for the loop's thread.
 */
final class ReadAhead {
    /** Most records of one poll. */
    private static final int MOST_POLLED = 2_000;
    /** Fewest records of one poll, unless the batch is smaller: skipped records would otherwise cost many polls. */
    private static final int LEAST_POLLED = 100;

    private static final long MOST_BYTES = 24L * 1024 * 1024;
    /** Longest time for which the offset of skipped records is not stored. They are read again after a restart. */
    private static final Duration SKIPPED_FOR = Duration.ofSeconds(1);

    private final DeliveryReader reader;
    private final int batchSize;
    private final int polled;
    private final LongSupplier nanoTime;
    private List<Delivery> ahead = new ArrayList<>();
    /** How many of them are not skipped. */
    private int events;

    private long bytes;
    private long takenAt;
    private @Nullable Consumer<String, byte[]> kafka;
    private Predicate<TopicPartition> wanted = partition -> false;
    private @Nullable RuntimeException failure;

    ReadAhead(DeliveryReader reader, int batchSize) {
        this(reader, batchSize, System::nanoTime);
    }

    ReadAhead(DeliveryReader reader, int batchSize, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.takenAt = nanoTime.getAsLong();
        this.reader = reader;
        this.batchSize = batchSize;
        this.polled = Math.clamp(batchSize / 4, LEAST_POLLED, MOST_POLLED);
    }

    /** The value for the consumer's {@code max.poll.records}. */
    int polled() {
        return polled;
    }

    /** Starts with this consumer; records of partitions that are not wanted are left out. */
    void from(Consumer<String, byte[]> consumer, Predicate<TopicPartition> partitions) {
        kafka = consumer;
        wanted = partitions;
    }

    /**
     * Takes at most a batch of what has been read, or waits for something. It is also empty while only records to skip
     * were read, for at most a second.
     *
     * @throws RuntimeException the failure of a poll, also one in {@link #more}; thrown only after what was read before
     *     it is taken
     */
    List<Delivery> next(Duration longest) {
        if (events == 0 && failure != null) {
            RuntimeException failed = failure;
            failure = null;
            throw failed;
        }
        Duration patience = events == 0 ? longest : Duration.ZERO;
        while (failure == null && hasRoom() && poll(patience) > 0 && (events > 0 || !isTimeToStoreSkipped())) {
            patience = Duration.ZERO;
        }
        if (events == 0 && !isTimeToStoreSkipped()) {
            return List.of();
        }
        takenAt = nanoTime.getAsLong();
        return events <= batchSize ? all() : batch();
    }

    /** Reads on for at most the given time. Returns false when no more is to be read now. */
    boolean more(Duration longest) {
        if (kafka == null || failure != null || !hasRoom()) {
            return false;
        }
        try {
            poll(longest);
            return true;
        } catch (RuntimeException e) {
            failure = e;
            return false;
        }
    }

    /** Drops what was read of partitions that another member owns now. */
    void drop(Collection<TopicPartition> revoked) {
        ahead.removeIf(delivery -> revoked.contains(delivery.partition()));
        count();
    }

    /** Drops everything: it will be read again from the consumer's new position. */
    void clear() {
        ahead = new ArrayList<>();
        count();
        failure = null;
    }

    void close() {
        clear();
        kafka = null;
    }

    private boolean isTimeToStoreSkipped() {
        return nanoTime.getAsLong() - takenAt >= SKIPPED_FOR.toNanos();
    }

    private boolean hasRoom() {
        return events < batchSize && bytes < MOST_BYTES;
    }

    private List<Delivery> all() {
        List<Delivery> batch = ahead;
        ahead = new ArrayList<>();
        count();
        return batch;
    }

    /** The first events that fill a batch, with what is skipped between them; the others stay. */
    private List<Delivery> batch() {
        int taken = 0;
        int end = 0;
        while (taken < batchSize) {
            taken += ahead.get(end++) instanceof Delivery.Skipped ? 0 : 1;
        }
        List<Delivery> batch = ahead.subList(0, end);
        ahead = new ArrayList<>(ahead.subList(end, ahead.size()));
        count();
        return batch;
    }

    private void count() {
        events = 0;
        bytes = 0;
        ahead.forEach(this::count);
    }

    private void count(Delivery delivery) {
        switch (delivery) {
            case Delivery.Foldable foldable -> count(foldable.bytes());
            case Delivery.Dead dead -> count(dead.letter().record().serializedValueSize());
            case Delivery.Skipped skipped -> {}
        }
    }

    private void count(int size) {
        events++;
        bytes += Math.max(0, size);
    }

    private int poll(Duration longest) {
        if (kafka == null) {
            return 0;
        }
        ConsumerRecords<String, byte[]> records = kafka.poll(longest);
        for (ConsumerRecord<String, byte[]> record : records) {
            if (wanted.test(Delivery.partitionOf(record))) {
                add(reader.read(record));
            }
        }
        return records.count();
    }

    /** Of skipped records in a row, only the last one is kept: it moves the offset as far as all of them. */
    private void add(Delivery delivery) {
        if (delivery instanceof Delivery.Skipped
                && !ahead.isEmpty()
                && ahead.getLast() instanceof Delivery.Skipped before
                && before.partition().equals(delivery.partition())) {
            ahead.set(ahead.size() - 1, delivery);
        } else {
            ahead.add(delivery);
            count(delivery);
        }
    }
}
