package de.lopezitwelt.platform.messaging.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a group could not fold and still lacks.
 *
 * @param topic without an installation's prefix
 * @param eventId the event's id, or topic-partition-offset when the record named none
 * @param offset of the newest attempt: a redriven record that was refused again stands behind the first one
 * @param attempts 1 for an event that was never redriven
 */
public record OpenGap(
        String group,
        String topic,
        String eventId,
        @Nullable String eventKey,
        @Nullable String eventType,
        @Nullable Long aggregateVersion,
        int partition,
        long offset,
        String reason,
        long attempts,
        Instant createdAt) {}
