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
 * Reads and decodes the next batch while MySQL works on the one before, when the loop's thread has nothing else to do.
 * Only for that thread.
 */
final class ReadAhead {
    /** Most records of one poll. */
    private static final int MOST_POLLED = 2_000;
    /** Least number of polls that fill a batch: a batch ends when the next poll might not fit. */
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
     * Takes the batch that has been read, or waits for one.
     *
     * @throws RuntimeException the failure of a poll, also one in {@link #more}; thrown only after what was read before
     *     it is taken
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
        ahead.removeIf(delivery -> revoked.contains(partitionOf(delivery.record())));
    }

    /** Drops everything: it will be read again from the consumer's new position. */
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
