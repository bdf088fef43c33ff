package de.lopezitwelt.auth.login.throttle;

import de.lopezitwelt.auth.login.throttle.ThrottleDecision.Busy;
import de.lopezitwelt.auth.login.throttle.ThrottleDecision.Refused;
import de.lopezitwelt.auth.login.throttle.ThrottleDecision.Reserved;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows guessing down. An attempt is counted as failed before its password is hashed, so that any number of parallel
 * guesses costs no more hashes than the threshold; while locked, attempts change nothing, so that nobody can keep an
 * account locked for good by hammering it. While the attempts that led to a lock are still being decided, further ones
 * wait: people who all know the password are not refused for coming at the same time.
 */
final class ThrottlePolicy {
    private final ThrottleLimits limits;

    ThrottlePolicy(ThrottleLimits limits) {
        this.limits = limits;
    }

    ThrottleDecision reserveForAccount(ThrottleCounter counter, Instant now) {
        Instant lockedUntil = counter.lockedUntil();
        int pending = counter.pendingAt(now);
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            return pending > 0 ? new Busy() : new Refused(Duration.between(now, lockedUntil));
        }
        boolean forgotten = !now.isBefore(counter.lastAttemptAt().plus(limits.forgetAfter()));
        int failures = forgotten ? 1 : counter.failures() + 1;
        Instant lock = failures < limits.accountFailures() ? null : now.plus(lockAfter(failures));
        Instant windowStartedAt = forgotten ? now : counter.windowStartedAt();
        return new Reserved(new ThrottleCounter(
                failures, pending + 1, windowStartedAt, now, now.plus(limits.longestDecision()), lock));
    }

    ThrottleDecision reserveForAddress(ThrottleCounter counter, Instant now) {
        Instant windowEnd = counter.windowStartedAt().plus(limits.addressWindow());
        if (!now.isBefore(windowEnd)) {
            return new Reserved(new ThrottleCounter(1, 0, now, now, null, null));
        }
        if (counter.failures() >= limits.addressFailures()) {
            return new Refused(Duration.between(now, windowEnd));
        }
        return new Reserved(new ThrottleCounter(counter.failures() + 1, 0, counter.windowStartedAt(), now, null, null));
    }

    private Duration lockAfter(int failures) {
        Duration lock = limits.firstLock();
        for (int i = limits.accountFailures(); i < failures && lock.compareTo(limits.longestLock()) < 0; i++) {
            lock = lock.multipliedBy(2);
        }
        return lock.compareTo(limits.longestLock()) < 0 ? lock : limits.longestLock();
    }
}
