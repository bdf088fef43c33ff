package de.lopezitwelt.platform.messaging.lease;

/**
 * Proof of ownership until it expires.
 *
 * @param epoch grows with each change of owner; the owner of an older epoch is fenced
 */
public record Lease(String name, String owner, long epoch) {}
