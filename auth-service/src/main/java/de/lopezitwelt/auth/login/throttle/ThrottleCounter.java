package de.lopezitwelt.auth.login.throttle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one throttle row.
 *
 * @param failures attempts that failed or are not decided yet
 * @param pending those of them that are not decided yet
 * @param pendingUntil when those have certainly died with their instance
 */
record ThrottleCounter(
        int failures,
        int pending,
        Instant windowStartedAt,
        Instant lastAttemptAt,
        @Nullable Instant pendingUntil,
        @Nullable Instant lockedUntil) {
    int pendingAt(Instant now) {
        return pendingUntil != null && now.isBefore(pendingUntil) ? pending : 0;
    }
}
