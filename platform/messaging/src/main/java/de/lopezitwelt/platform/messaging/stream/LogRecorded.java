package de.lopezitwelt.platform.messaging.stream;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.EventType;
import org.jspecify.annotations.Nullable;

/** A line for the operators. */
@EventType(value = "de.lopezitwelt.log.recorded.v1", topic = "lopez.logs")
public record LogRecorded(
        LogLevel level,
        String category,
        String message,
        @Nullable JsonNode context,
        @Nullable String userId,
        @Nullable String ipAddress,
        @Nullable String userAgent) {}
