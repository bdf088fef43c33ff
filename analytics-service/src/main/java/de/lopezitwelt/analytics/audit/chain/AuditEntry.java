package de.lopezitwelt.analytics.audit.chain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the chain as it is hashed. What is personal is here by its digest alone.
 *
 * @param actor who did it, as the envelope names him: {@code user:…}, {@code api_key:…}, {@code service:…}
 * @param oldValues canonical JSON; null when there are none or they stand aside
 * @param originDigest of address and user agent
 * @param valuesDigest of old and new values that stand aside
 */
public record AuditEntry(
        String id,
        String eventType,
        String tableName,
        String recordId,
        String action,
        @Nullable String userId,
        @Nullable String actor,
        Instant createdAt,
        @Nullable String oldValues,
        @Nullable String newValues,
        Digest originDigest,
        Digest valuesDigest) {}
