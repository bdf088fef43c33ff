package de.lopezitwelt.analytics.audit.chain;

import org.jspecify.annotations.Nullable;

/**
 * What checking a chain found.
 *
 * @param entries rows that were checked
 * @param head the last link in hexadecimal
 * @param intact whether every link and every digest is what it must be
 * @param brokenAt position of the first row that is not; null when all are
 */
public record ChainReport(
        int chain,
        long entries,
        String head,
        boolean intact,
        @Nullable Long brokenAt) {}
