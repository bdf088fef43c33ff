package de.lopezitwelt.auth.token.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NotBeforeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.250Z");
    private static final Instant NEXT = Instant.parse("2026-03-01T10:00:01Z");

    @Test
    void tokensOfThisSecondEndAsWell() {
        assertThat(NotBefore.after(NOW, null)).isEqualTo(NEXT);
        assertThat(NotBefore.after(NOW, NOW.minusSeconds(3600))).isEqualTo(NEXT);
    }

    @Test
    void aTokenIssuedBetweenTwoChangesOfOneSecondEndsWithTheSecond() {
        Instant issuedBetween = NotBefore.after(NOW, null);

        assertThat(NotBefore.after(NOW.plusMillis(500), issuedBetween)).isAfter(issuedBetween);
    }

    @Test
    void manyChangesOfOneSecondDoNotMakeTokensThatNobodyBelievesYet() {
        Instant notBefore = null;
        for (int change = 0; change < 100; change++) {
            notBefore = NotBefore.after(NOW, notBefore);
        }

        assertThat(notBefore).isEqualTo(NEXT.plusSeconds(3));
    }
}
