package de.lopezitwelt.platform.messaging.consumer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decoded event.
 *
 * @param topic without an installation's prefix
 * @param key the aggregate's id
 * @param type CloudEvents type
 * @param aggregateVersion null on streams
 * @param time when it happened; null for a tombstone
 * @param actor see {@link de.lopezitwelt.platform.messaging.Actor#reference()}
 * @param data the record of its type; null is a tombstone
 */
public record ReceivedEvent(
        String topic,
        int partition,
        long offset,
        String key,
        String id,
        String type,
        @Nullable Long aggregateVersion,
        @Nullable Instant time,
        @Nullable String actor,
        @Nullable Record data) {

    public boolean isTombstone() {
        return data == null;
    }

    /** The event's record, for handlers of a single type. A tombstone has no record and throws. */
    public <T extends Record> T as(Class<T> type) {
        if (data == null) {
            throw new IllegalStateException("a tombstone has no data");
        }
        return type.cast(data);
    }
}
