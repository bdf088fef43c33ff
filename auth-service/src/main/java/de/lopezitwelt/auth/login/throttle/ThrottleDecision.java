package de.lopezitwelt.auth.login.throttle;

import java.time.Duration;

/** Whether an attempt may be hashed. */
sealed interface ThrottleDecision {
    /** Counted as a failure beforehand; a success takes it back. */
    record Reserved(ThrottleCounter counter) implements ThrottleDecision {}

    /** As many attempts as are allowed are being decided: the next one may be if one of them is right. */
    record Busy() implements ThrottleDecision {}

    /** Not counted, not hashed. */
    record Refused(Duration retryAfter) implements ThrottleDecision {}
}
