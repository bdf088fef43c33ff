package de.lopezitwelt.analytics.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A state change: who, what, from where, old and new values.
 *
 * @param ipAddress null also when the user was erased, like the user agent and personal values
 * @param chain together with {@code position}, the row's place in the hash chain
 */
public record AuditView(
        String id,
        String eventType,
        String tableName,
        String recordId,
        String action,

        @Schema(type = SchemaType.OBJECT) @JsonRawValue @Nullable
        String oldValues,

        @Schema(type = SchemaType.OBJECT) @JsonRawValue @Nullable
        String newValues,

        @Nullable String userId,
        @Nullable String actor,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        Instant createdAt,
        int chain,
        long position,
        String link) {}
