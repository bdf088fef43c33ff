package de.lopezitwelt.analytics.summary;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Totals of one user; deleted sessions stay counted. */
public record UserSummary(
        String userId,
        int totalSessions,
        int totalMessages,
        @Nullable Instant lastActivityAt,
        @Nullable Instant updatedAt) {

    static UserSummary none(String userId) {
        return new UserSummary(userId, 0, 0, null, null);
    }
}
