package de.lopezitwelt.analytics.activity;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that a user did, and from where. */
public record ActivityView(
        String id,
        String userId,
        String action,
        @Nullable String resourceType,
        @Nullable String resourceId,

        @Schema(type = SchemaType.OBJECT) @JsonRawValue @Nullable
        String metadata,

        @Nullable String ipAddress,
        @Nullable String userAgent,
        Instant createdAt) {}
