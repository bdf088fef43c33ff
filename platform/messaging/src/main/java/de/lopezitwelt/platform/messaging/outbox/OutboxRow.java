package de.lopezitwelt.platform.messaging.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A committed row that waits to be published. */
record OutboxRow(
        long sequence,
        String id,
        String topic,
        String key,
        String type,
        @Nullable Long aggregateVersion,
        @Nullable String payload,
        Instant createdAt) {}
