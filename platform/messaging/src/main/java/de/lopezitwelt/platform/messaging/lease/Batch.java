package de.lopezitwelt.platform.messaging.lease;

/**
 * What a batch of work under a lease came to.
 *
 * @param done items that were done
 * @param more whether another batch is worth a try
 */
public record Batch(int done, boolean more) {}
