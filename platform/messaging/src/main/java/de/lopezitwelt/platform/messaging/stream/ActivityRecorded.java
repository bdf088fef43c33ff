package de.lopezitwelt.platform.messaging.stream;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.EventType;
import org.jspecify.annotations.Nullable;

/** Something that a user did and that is worth showing to them. */
@EventType(value = "de.lopezitwelt.activity.recorded.v1", topic = "lopez.activity")
public record ActivityRecorded(
        String userId,
        String action,
        @Nullable String resourceType,
        @Nullable String resourceId,
        @Nullable JsonNode metadata,
        @Nullable String ipAddress,
        @Nullable String userAgent) {}
