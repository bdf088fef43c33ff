package de.lopezitwelt.platform.messaging.deadletter;

import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads single records again at their place in a topic. Blocks: for loop and worker threads. */
public final class SourceRecords {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaClients clients;

    public SourceRecords(KafkaClients clients) {
        this.clients = clients;
    }

    /** Null when Kafka no longer holds the record. */
    public @Nullable ConsumerRecord<String, byte[]> read(TopicPartition partition, long offset) {
        try (KafkaConsumer<String, byte[]> consumer = clients.reader(1)) {
            return read(consumer, partition, offset);
        }
    }

    /** As {@link #read(TopicPartition, long)} with a consumer at hand, whose assignment is lost. */
    static @Nullable ConsumerRecord<String, byte[]> read(
            KafkaConsumer<String, byte[]> consumer, TopicPartition partition, long offset) {
        List<TopicPartition> only = List.of(partition);
        consumer.assign(only);
        if (offset < consumer.beginningOffsets(only).getOrDefault(partition, 0L)
                || offset >= consumer.endOffsets(only).getOrDefault(partition, 0L)) {
            return null;
        }
        consumer.seek(partition, offset);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && consumer.position(partition) <= offset) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                return record.offset() == offset ? record : null;
            }
        }
        return null;
    }
}
