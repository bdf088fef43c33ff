package de.lopezitwelt.analytics.audit.chain;

import org.jspecify.annotations.Nullable;

/**
 * The result of checking a chain.
 *
 * @param entries rows that were checked
 * @param head the last link in hexadecimal
 * @param intact whether every link and every digest is right
 * @param brokenAt position of the first wrong row; null when all are right
 */
public record ChainReport(
        int chain,
        long entries,
        String head,
        boolean intact,
        @Nullable Long brokenAt) {}
