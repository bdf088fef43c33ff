package de.lopezitwelt.platform.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An envelope whose data is the record of its type already. */
public record DecodedEvent<T extends Record>(
        String id,
        String type,
        String subject,
        Instant time,
        @Nullable Long aggregateVersion,
        @Nullable String traceparent,
        @Nullable String actor,
        T data) {}
