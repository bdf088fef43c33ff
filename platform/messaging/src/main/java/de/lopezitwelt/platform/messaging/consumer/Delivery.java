package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.deadletter.DeadRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a Kafka record turned out to be. Every record moves the offset, whatever else it does. */
public sealed interface Delivery {
    ConsumerRecord<String, byte[]> record();

    /**
     * An event to fold.
     *
     * @param gap the gap that it may fill, when it was sent again from the dead letters for this group
     */
    record Foldable(
            ConsumerRecord<String, byte[]> record,
            ReceivedEvent event,
            @Nullable String gap) implements Delivery {}

    /** A record of a type that this group does not consume, or one that was sent again for another group. */
    record Skipped(ConsumerRecord<String, byte[]> record) implements Delivery {}

    /** A record that breaks its contract or cannot be folded. */
    record Dead(DeadRecord letter) implements Delivery {
        @Override
        public ConsumerRecord<String, byte[]> record() {
            return letter.record();
        }
    }
}
