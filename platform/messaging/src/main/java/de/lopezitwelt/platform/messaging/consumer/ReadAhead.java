package de.lopezitwelt.platform.messaging.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The next batch, read and decoded while MySQL works on the one before: the loop's thread has nothing else to do then. Only
 * for that thread.
 */
final class ReadAhead {
    /** Most records of one poll. */
    private static final int MOST_POLLED = 2_000;
    /** Polls that fill a batch at least: a batch ends where the next poll might not fit. */
    private static final int POLLS_OF_A_BATCH = 4;

    private static final long MOST_BYTES = 24L * 1024 * 1024;

    private final DeliveryReader reader;
    private final int batchSize;
    private final int polled;
    private List<Delivery> ahead = new ArrayList<>();
    private long bytes;
    private @Nullable Consumer<String, byte[]> kafka;
    private Predicate<TopicPartition> wanted = partition -> false;
    private @Nullable RuntimeException failure;

    ReadAhead(DeliveryReader reader, int batchSize) {
        this.reader = reader;
        this.batchSize = batchSize;
        this.polled = Math.clamp(batchSize / POLLS_OF_A_BATCH, 1, MOST_POLLED);
    }

    /** What the consumer's {@code max.poll.records} must be. */
    int polled() {
        return polled;
    }

    /** From this consumer on; records of partitions that are not wanted are left out. */
    void from(Consumer<String, byte[]> consumer, Predicate<TopicPartition> partitions) {
        kafka = consumer;
        wanted = partitions;
    }

    /**
     * Takes the batch that is there, or waits for one.
     *
     * @throws RuntimeException that a poll ended with, one of {@link #more} too; not before what was read earlier is taken
     */
    List<Delivery> next(Duration longest) {
        if (ahead.isEmpty() && failure != null) {
            RuntimeException failed = failure;
            failure = null;
            throw failed;
        }
        Duration patience = ahead.isEmpty() ? longest : Duration.ZERO;
        while (failure == null && hasRoom() && poll(patience) > 0) {
            patience = Duration.ZERO;
        }
        List<Delivery> batch = ahead;
        ahead = new ArrayList<>();
        bytes = 0;
        return batch;
    }

    /** Reads on for at most the given time; false when nothing more is to be read now. */
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

    /** Forgets what was read of partitions that are somebody else's now. */
    void drop(Collection<TopicPartition> revoked) {
        ahead.removeIf(delivery -> revoked.contains(partitionOf(delivery.record())));
    }

    /** Everything is read again, from wherever the consumer is sent. */
    void clear() {
        ahead = new ArrayList<>();
        bytes = 0;
        failure = null;
    }

    void close() {
        clear();
        kafka = null;
    }

    private boolean hasRoom() {
        return ahead.size() + polled <= batchSize && bytes < MOST_BYTES;
    }

    private int poll(Duration longest) {
        if (kafka == null) {
            return 0;
        }
        ConsumerRecords<String, byte[]> records = kafka.poll(longest);
        for (ConsumerRecord<String, byte[]> record : records) {
            if (wanted.test(partitionOf(record))) {
                ahead.add(reader.read(record));
                bytes += Math.max(0, record.serializedValueSize());
            }
        }
        return records.count();
    }

    private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
