package de.lopezitwelt.analytics.summary;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Totals of one conversation.
 *
 * @param satisfactionScore 1.00 to 5.00; null while unrated
 * @param feedback what its user wrote with the score; it comes after the score, and later while chat is away
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
        Instant updatedAt) {}
