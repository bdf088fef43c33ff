package de.lopezitwelt.platform.messaging;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One row of the outbox, ready to be written.
 *
 * @param topic without an installation's prefix; the relay adds it
 * @param key decides the partition: the aggregate's id
 * @param payload the envelope as JSON, at most 3.5 MB; null is a tombstone
 */
public record OutboxMessage(
        String id,
        String topic,
        String key,
        String type,
        @Nullable Long aggregateVersion,
        @Nullable String payload) {

    /** Below the 4 MiB that topics accept: a single row that Kafka refuses would stop every row after it. */
    private static final int LARGEST_BYTES = 3_500_000;

    private static final int LARGEST_BYTES_A_CHAR = 3;

    public OutboxMessage {
        if (payload != null
                && payload.length() > LARGEST_BYTES / LARGEST_BYTES_A_CHAR
                && payload.getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES) {
            throw new IllegalArgumentException("event of type " + type + " is too large");
        }
    }
}
