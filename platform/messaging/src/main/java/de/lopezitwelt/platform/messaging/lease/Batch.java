package de.lopezitwelt.platform.messaging.lease;

/**
 * The result of one batch of work under a lease.
 *
 * @param done items that were done
 * @param more whether another batch is worth a try
 */
public record Batch(int done, boolean more) {}
