package de.lopezitwelt.platform.messaging.lease;

/**
 * Proof of ownership until it expires.
 *
 * @param epoch grows with each change of owner; whoever holds an older one is fenced
 */
public record Lease(String name, String owner, long epoch) {}
