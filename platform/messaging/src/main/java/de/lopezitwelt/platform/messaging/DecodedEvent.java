package de.lopezitwelt.platform.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An envelope whose data has already been read into the record of its type. */
public record DecodedEvent<T extends Record>(
        String id,
        Instant time,
        @Nullable Long aggregateVersion,
        @Nullable String actor,
        T data) {}
