package de.lopezitwelt.analytics.summary.fold;

import de.lopezitwelt.contracts.session.MessageAppended;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * CRC-32 of a message's figures in its event. Sums of them are compared with chat's, which MySQL computes: {@code
 * CRC32(CONCAT_WS(':', id, type, tokens_used, processing_time_ms))}. With a sum the order does not matter, and a
 * message that was counted twice shows.
 */
final class MessageChecksum {
    private MessageChecksum() {}

    static long of(MessageAppended message) {
        CRC32 checksum = new CRC32();
        String text = message.messageId()
                + ':'
                + message.messageType().wireName()
                + ':'
                + message.tokensUsed()
                + ':'
                + message.processingTimeMs();
        checksum.update(text.getBytes(StandardCharsets.US_ASCII));
        return checksum.getValue();
    }
}
