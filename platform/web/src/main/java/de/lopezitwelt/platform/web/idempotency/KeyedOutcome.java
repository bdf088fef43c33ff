package de.lopezitwelt.platform.web.idempotency;

/** One row for a group commit. */
public record KeyedOutcome(IdempotencyKey key, Outcome outcome) {}
