package de.lopezitwelt.auth.login.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.login.throttle.ThrottleDecision.Busy;
import de.lopezitwelt.auth.login.throttle.ThrottleDecision.Refused;
import de.lopezitwelt.auth.login.throttle.ThrottleDecision.Reserved;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottlePolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ThrottlePolicy policy = new ThrottlePolicy(new ThrottleLimits(
            5,
            Duration.ofSeconds(30),
            Duration.ofMinutes(15),
            Duration.ofHours(24),
            Duration.ofSeconds(30),
            100,
            Duration.ofMinutes(15)));

    @Test
    void theFifthAttemptLocksBeforeItIsHashed() {
        ThrottleCounter counter = afterAccountAttempts(4);
        assertThat(counter.lockedUntil()).isNull();

        assertThat(afterAccountAttempts(5).lockedUntil()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void anAttemptWhileLockedIsRefusedAndNeitherCountsNorExtends() {
        ThrottleCounter locked = afterAccountAttempts(5);

        assertThat(policy.reserveForAccount(locked, NOW.plusSeconds(10)))
                .isEqualTo(new Refused(Duration.ofSeconds(20)));
        assertThat(policy.reserveForAccount(locked, NOW.plusMillis(29_999)))
                .isEqualTo(new Refused(Duration.ofMillis(1)));
    }

    @Test
    void theLockEndsToTheMicrosecondAndTheNextFailureDoublesIt() {
        Instant end = NOW.plusSeconds(30);

        var next = (Reserved) policy.reserveForAccount(afterAccountAttempts(5), end);

        assertThat(next.counter().failures()).isEqualTo(6);
        assertThat(next.counter().lockedUntil()).isEqualTo(end.plusSeconds(60));
    }

    @Test
    void doublingEndsAtFifteenMinutes() {
        var counter = new ThrottleCounter(40, 0, NOW, NOW, null, null);

        var next = (Reserved) policy.reserveForAccount(counter, NOW);

        assertThat(next.counter().lockedUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void aQuietDayForgetsTheFailures() {
        var counter = new ThrottleCounter(40, 0, NOW, NOW, null, null);

        var next = (Reserved) policy.reserveForAccount(counter, NOW.plus(Duration.ofHours(24)));

        assertThat(next.counter().failures()).isEqualTo(1);
        assertThat(next.counter().lockedUntil()).isNull();
    }

    @Test
    void anAddressIsRefusedBeyondItsHundredthFailureUntilItsWindowEnds() {
        var counter = new ThrottleCounter(99, 0, NOW, NOW, null, null);

        var hundredth = (Reserved) policy.reserveForAddress(counter, NOW.plusSeconds(60));
        assertThat(hundredth.counter().failures()).isEqualTo(100);
        assertThat(policy.reserveForAddress(hundredth.counter(), NOW.plusSeconds(120)))
                .isEqualTo(new Refused(Duration.ofMinutes(13)));

        var fresh = (Reserved) policy.reserveForAddress(hundredth.counter(), NOW.plus(Duration.ofMinutes(15)));
        assertThat(fresh.counter().failures()).isEqualTo(1);
    }

    @Test
    void neighboursInOneIpv6NetworkAreOneSubject() {
        ThrottleSubject one = ThrottleSubject.of("a@b.de", "2001:db8:1:2::1");
        ThrottleSubject other = ThrottleSubject.of("a@b.de", "2001:db8:1:2:ffff::9");
        ThrottleSubject elsewhere = ThrottleSubject.of("a@b.de", "2001:db8:1:3::1");

        assertThat(one).isEqualTo(other).isNotEqualTo(elsewhere);
        assertThat(ThrottleSubject.of("a@b.de", "192.0.2.7").address()).isEqualTo("192.0.2.7");
        assertThat(one.account()).hasSize(64).doesNotContain("@");
    }

    @Test
    void whoComesWhileTheLockingAttemptsAreBeingDecidedWaits() {
        ThrottleCounter undecided = undecidedAttempts(5);

        assertThat(undecided.pending()).isEqualTo(5);
        assertThat(policy.reserveForAccount(undecided, NOW.plusSeconds(1))).isEqualTo(new Busy());
    }

    @Test
    void attemptsThatDiedWithTheirInstanceCountAsFailed() {
        ThrottleCounter undecided = undecidedAttempts(5);

        assertThat(policy.reserveForAccount(undecided, NOW.plusSeconds(29))).isEqualTo(new Busy());
        var next = (Reserved) policy.reserveForAccount(undecided, NOW.plusSeconds(30));
        assertThat(next.counter().failures()).isEqualTo(6);
        assertThat(next.counter().pending()).isEqualTo(1);
    }

    /** All of them decided: wrong. */
    private ThrottleCounter afterAccountAttempts(int attempts) {
        ThrottleCounter undecided = undecidedAttempts(attempts);
        return new ThrottleCounter(
                undecided.failures(),
                0,
                undecided.windowStartedAt(),
                undecided.lastAttemptAt(),
                undecided.pendingUntil(),
                undecided.lockedUntil());
    }

    private ThrottleCounter undecidedAttempts(int attempts) {
        ThrottleCounter counter = new ThrottleCounter(0, 0, NOW, NOW, null, null);
        for (int i = 0; i < attempts; i++) {
            counter = ((Reserved) policy.reserveForAccount(counter, NOW)).counter();
        }
        return counter;
    }
}
