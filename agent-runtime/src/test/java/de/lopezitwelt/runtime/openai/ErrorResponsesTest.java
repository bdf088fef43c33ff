package de.lopezitwelt.runtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.provider.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorResponsesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-01T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(ErrorResponses.retryAfter("3", CLOCK)).isEqualTo(Duration.ofSeconds(3));
        assertThat(ErrorResponses.retryAfter(" 0 ", CLOCK)).isEqualTo(Duration.ZERO);
        assertThat(ErrorResponses.retryAfter("Wed, 01 Jul 2026 10:00:30 GMT", CLOCK))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(ErrorResponses.retryAfter("Wed, 01 Jul 2026 09:00:00 GMT", CLOCK))
                .isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "99999999999999999999", "1.5"})
    void anythingElseIsNoRetryAfter(String header) {
        assertThat(ErrorResponses.retryAfter(header, CLOCK)).isNull();
    }

    @Test
    void backoffGrowsWithinBounds() {
        for (int attempt = 1; attempt < 40; attempt++) {
            long longest = Math.min(5_000, 200L << Math.min(10, attempt - 1));
            assertThat(Backoff.millis(attempt, null)).isBetween(longest / 2, longest);
        }
        assertThat(Backoff.millis(1, Duration.ofSeconds(10))).isEqualTo(10_000);
        assertThat(Backoff.millis(1, Duration.ofSeconds(11))).isEqualTo(-1);
    }
}
