package de.lopezitwelt.analytics.summary;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Totals of one session.
 *
 * @param satisfactionScore 1.00 to 5.00; null while unrated
 * @param feedback the user's text with the score; it arrives after the score, and later while chat cannot be
 *     reached
 */
public record SessionSummary(
        String sessionId,
        int totalMessages,
        int userMessages,
        int agentMessages,
        int totalTokens,
        int totalProcessingTimeMs,
        @Nullable BigDecimal satisfactionScore,
        @Nullable String feedback,
        Instant createdAt,
        Instant updatedAt) {
    SessionSummary withoutFeedback() {
        return new SessionSummary(
                sessionId,
                totalMessages,
                userMessages,
                agentMessages,
                totalTokens,
                totalProcessingTimeMs,
                satisfactionScore,
                null,
                createdAt,
                updatedAt);
    }
}
