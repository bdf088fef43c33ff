package de.lopezitwelt.platform.messaging.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that a group could not fold.
 *
 * @param id of the gap that it opens: the event's id, or topic-partition-offset when the record names none
 * @param redriven whether it was sent again from the dead letters for this group
 */
public record DeadRecord(
        ConsumerRecord<String, byte[]> record,
        String id,
        @Nullable String type,
        @Nullable Long aggregateVersion,
        String reason,
        boolean redriven) {}
