package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.deadletter.DeadRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a Kafka record turned out to be. Every record moves the offset, whatever else it does. */
public sealed interface Delivery {
    TopicPartition partition();

    long offset();

    /**
     * An event to fold.
     *
     * <p>It does not hold the record: two batches of them are in memory, and an event that cannot be folded is rare enough
     * to be read again.
     *
     * @param bytes length of the record's value
     * @param gap the gap that it may fill, when it was sent again from the dead letters for this group
     */
    record Foldable(
            TopicPartition partition,
            long offset,
            int bytes,
            ReceivedEvent event,
            @Nullable String gap) implements Delivery {}

    /**
     * A record of a type that this group does not consume, or one that was sent again for another group. It does not
     * hold the record: there may be many.
     */
    record Skipped(TopicPartition partition, long offset) implements Delivery {}

    /** A record that breaks its contract or cannot be folded. */
    record Dead(DeadRecord letter) implements Delivery {
        @Override
        public TopicPartition partition() {
            return partitionOf(letter.record());
        }

        @Override
        public long offset() {
            return letter.record().offset();
        }
    }

    static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
