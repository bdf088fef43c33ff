package de.lopezitwelt.analytics.reconciliation;

/**
 * One side's count of a session.
 *
 * @param checksum sum over the messages' CRC-32s
 */
record Tally(long messages, long checksum) {
    static final Tally NOTHING = new Tally(0, 0);
}
