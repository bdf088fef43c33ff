package de.lopezitwelt.platform.messaging.stream;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.EventType;
import org.jspecify.annotations.Nullable;

/** A state change by a user or key: who, what, from where, and the old and new values without secrets. */
@EventType(value = "de.lopezitwelt.audit.recorded.v1", topic = "lopez.audit")
public record AuditRecorded(
        String eventType,
        String tableName,
        String recordId,
        AuditAction action,
        @Nullable JsonNode oldValues,
        @Nullable JsonNode newValues,
        @Nullable String userId,
        @Nullable String ipAddress,
        @Nullable String userAgent) {}
