package de.lopezitwelt.auth.token.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RotationPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));

    private final RotationPolicy policy =
            new RotationPolicy(Duration.ofSeconds(10), Duration.ofDays(14), Duration.ofDays(30));

    @Test
    void theNewestTokenIsRotated() {
        assertThat(policy.decide(token(3, 3, NOW), NOW)).isEqualTo(RotationDecision.ROTATE);
        assertThat(policy.decide(new RefreshToken("t", "f", "u", 0, LATER, false, 0, null, LATER, false), NOW))
                .isEqualTo(RotationDecision.ROTATE);
    }

    @Test
    void theImmediatePredecessorIsHonouredForTenSeconds() {
        assertThat(policy.decide(token(2, 3, NOW.minusMillis(9_999)), NOW)).isEqualTo(RotationDecision.REPEAT);
        assertThat(policy.decide(token(2, 3, NOW.minusSeconds(10)), NOW)).isEqualTo(RotationDecision.REVOKE_FAMILY);
    }

    @Test
    void anyOlderTokenEndsTheFamilyEvenWithinTheGrace() {
        assertThat(policy.decide(token(1, 3, NOW), NOW)).isEqualTo(RotationDecision.REVOKE_FAMILY);
    }

    @Test
    void expiredAndRevokedTokensAreRefused() {
        assertThat(policy.decide(new RefreshToken("t", "f", "u", 0, NOW, false, 0, null, LATER, false), NOW))
                .isEqualTo(RotationDecision.REFUSE);
        assertThat(policy.decide(new RefreshToken("t", "f", "u", 0, LATER, false, 0, null, NOW, false), NOW))
                .isEqualTo(RotationDecision.REFUSE);
        assertThat(policy.decide(new RefreshToken("t", "f", "u", 0, LATER, true, 0, null, LATER, false), NOW))
                .isEqualTo(RotationDecision.REFUSE);
        assertThat(policy.decide(new RefreshToken("t", "f", "u", 0, LATER, false, 1, NOW, LATER, true), NOW))
                .isEqualTo(RotationDecision.REFUSE);
    }

    @Test
    void aTokenLivesFourteenDaysButNeverLongerThanItsFamily() {
        assertThat(policy.tokenExpiry(NOW, policy.familyExpiry(NOW))).isEqualTo(NOW.plus(Duration.ofDays(14)));
        assertThat(policy.tokenExpiry(NOW, LATER)).isEqualTo(LATER);
    }

    private static RefreshToken token(int generation, int familyGeneration, Instant rotatedAt) {
        return new RefreshToken("t", "f", "u", generation, LATER, false, familyGeneration, rotatedAt, LATER, false);
    }
}
