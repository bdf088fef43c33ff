package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.deadletter.DeadRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What became of a Kafka record: every one of them moves the offset, whatever else it does. */
public sealed interface Delivery {
    ConsumerRecord<String, byte[]> record();

    /**
     * To be folded.
     *
     * @param gap the gap it may fill, when it was sent again from the dead letters for this group
     */
    record Foldable(
            ConsumerRecord<String, byte[]> record,
            ReceivedEvent event,
            @Nullable String gap) implements Delivery {}

    /** Of a type nobody here asked for, or sent again for another group. */
    record Skipped(ConsumerRecord<String, byte[]> record) implements Delivery {}

    /** Not what it should be. */
    record Dead(DeadRecord letter) implements Delivery {
        @Override
        public ConsumerRecord<String, byte[]> record() {
            return letter.record();
        }
    }
}
