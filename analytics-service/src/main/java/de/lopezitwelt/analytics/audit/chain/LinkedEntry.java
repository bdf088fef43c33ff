package de.lopezitwelt.analytics.audit.chain;

/** A row at its place in the chain; {@code head} is the chain's end once the row is in it. */
public record LinkedEntry(AuditEntry entry, AuditHead head) {}
