package de.lopezitwelt.analytics.audit;

import org.jspecify.annotations.Nullable;

/** Which rows to return; null means all. */
record AuditFilter(
        @Nullable String tableName,
        @Nullable String recordId,
        @Nullable String action,
        @Nullable String eventType,
        @Nullable String userId) {}
