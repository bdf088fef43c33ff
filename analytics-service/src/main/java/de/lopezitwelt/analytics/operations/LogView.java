package de.lopezitwelt.analytics.operations;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A log line of one of the services. */
public record LogView(
        String id,
        String level,
        String category,
        String message,

        @Schema(type = SchemaType.OBJECT) @JsonRawValue @Nullable
        String context,

        @Nullable String userId,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        Instant createdAt) {}
