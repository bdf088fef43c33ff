package de.lopezitwelt.contracts.session;

/**
 * A session's messages in figures.
 *
 * @param checksum sum over the messages of CRC-32 of {@code id:type:tokens_used:processing_time_ms}
 */
public record SessionTally(String sessionId, long messages, long checksum) {}
