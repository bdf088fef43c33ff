package de.lopezitwelt.platform.messaging.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What became of a Kafka record: every one of them moves the offset, whatever else it does. */
sealed interface Delivery {
    ConsumerRecord<String, byte[]> record();

    /**
     * To be folded.
     *
     * @param redriven sent again from the dead letters for this group
     */
    record Foldable(ConsumerRecord<String, byte[]> record, ReceivedEvent event, boolean redriven) implements Delivery {}

    /** Of a type nobody here asked for, or sent again for another group. */
    record Skipped(ConsumerRecord<String, byte[]> record) implements Delivery {}

    /**
     * Not what it should be.
     *
     * @param id of the event, or topic-partition-offset when the record names none
     */
    record Dead(
            ConsumerRecord<String, byte[]> record,
            String id,
            @Nullable String type,
            @Nullable Long aggregateVersion,
            String reason,
            boolean redriven)
            implements Delivery {}
}
