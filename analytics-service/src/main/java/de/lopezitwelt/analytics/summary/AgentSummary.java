package de.lopezitwelt.analytics.summary;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Totals of one agent over all its users.
 *
 * @param averageSatisfaction 1.00 to 5.00; null while unrated
 */
public record AgentSummary(
        String agentId,
        int totalSessions,
        int totalMessages,
        @Nullable BigDecimal averageSatisfaction,
        @Nullable Instant updatedAt) {}
