package de.lopezitwelt.auth.login;

import java.time.Duration;

/** Whether an attempt may be hashed. */
sealed interface ThrottleDecision {
    /** Counted as a failure beforehand; a success takes it back. */
    record Reserved(ThrottleCounter counter) implements ThrottleDecision {}

    /** Not counted, not hashed. */
    record Refused(Duration retryAfter) implements ThrottleDecision {}
}
