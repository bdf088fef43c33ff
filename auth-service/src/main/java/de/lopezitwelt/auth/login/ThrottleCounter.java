package de.lopezitwelt.auth.login;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of one throttle row. */
record ThrottleCounter(
        int failures,
        Instant windowStartedAt,
        Instant lastAttemptAt,
        @Nullable Instant lockedUntil) {
    static ThrottleCounter untouched(Instant now) {
        return new ThrottleCounter(0, now, now, null);
    }
}
