package de.lopezitwelt.analytics.audit.chain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the chain, as it is hashed. Personal data appears only as a digest.
 *
 * @param actor who made the change, as in the envelope: {@code user:…}, {@code api_key:…}, {@code service:…}
 * @param oldValues canonical JSON; null when there are none or they are kept apart as a personal part
 * @param originDigest of address and user agent
 * @param valuesDigest of old and new values that are kept apart as a personal part
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
