package de.lopezitwelt.auth.login;

import de.lopezitwelt.auth.login.ThrottleDecision.Refused;
import de.lopezitwelt.auth.login.ThrottleDecision.Reserved;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows guessing down. An attempt is counted as failed before its password is hashed, so that any number of parallel
 * guesses costs no more hashes than the threshold; while locked, attempts change nothing, so that nobody can keep an
 * account locked for good by hammering it.
 */
final class ThrottlePolicy {
    private final ThrottleLimits limits;

    ThrottlePolicy(ThrottleLimits limits) {
        this.limits = limits;
    }

    ThrottleDecision reserveForAccount(ThrottleCounter counter, Instant now) {
        Instant lockedUntil = counter.lockedUntil();
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            return new Refused(Duration.between(now, lockedUntil));
        }
        boolean forgotten = !now.isBefore(counter.lastAttemptAt().plus(limits.forgetAfter()));
        int failures = forgotten ? 1 : counter.failures() + 1;
        Instant lock = failures < limits.accountFailures() ? null : now.plus(lockAfter(failures));
        return new Reserved(new ThrottleCounter(failures, forgotten ? now : counter.windowStartedAt(), now, lock));
    }

    ThrottleDecision reserveForAddress(ThrottleCounter counter, Instant now) {
        Instant windowEnd = counter.windowStartedAt().plus(limits.addressWindow());
        if (!now.isBefore(windowEnd)) {
            return new Reserved(new ThrottleCounter(1, now, now, null));
        }
        if (counter.failures() >= limits.addressFailures()) {
            return new Refused(Duration.between(now, windowEnd));
        }
        return new Reserved(new ThrottleCounter(counter.failures() + 1, counter.windowStartedAt(), now, null));
    }

    private Duration lockAfter(int failures) {
        Duration lock = limits.firstLock();
        for (int i = limits.accountFailures(); i < failures && lock.compareTo(limits.longestLock()) < 0; i++) {
            lock = lock.multipliedBy(2);
        }
        return lock.compareTo(limits.longestLock()) < 0 ? lock : limits.longestLock();
    }
}
