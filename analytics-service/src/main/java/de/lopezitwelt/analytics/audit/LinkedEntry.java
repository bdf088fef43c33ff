package de.lopezitwelt.analytics.audit;

/** A row at its place in the chain; {@code head} is the chain's end once the row is in. */
record LinkedEntry(AuditEntry entry, AuditHead head) {}
