package de.lopezitwelt.runtime.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFailuresTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-01T10:00:00Z"), ZoneOffset.UTC);

    private static @Nullable Duration retryAfter(String... namesAndValues) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return HttpFailures.retryAfter(headers, CLOCK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | 3000",
                " 0  | 0",
                "1.5 | 1500",
                "Wed, 01 Jul 2026 10:00:30 GMT | 30000",
                "Wed, 1 Jul 2026 10:00:30 GMT | 30000",
                "Wednesday, 01-Jul-26 10:00:30 GMT | 30000",
                "Wed Jul  1 10:00:30 2026 | 30000",
                "Wed, 01 Jul 2026 10:00:30 +0000 | 30000",
                "Mon, 01 Jul 2026 10:00:30 GMT | 30000",
                "01 Jul 2026 10:00:30 GMT | 30000",
                "Wed, 01 Jul 2026 09:00:00 GMT | 0"
            })
    void retryAfterIsSecondsOrADateInAnyOfTheThreeForms(String header, long millis) {
        assertThat(retryAfter("Retry-After", header)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void millisecondsAreMoreExactAndComeFirst() {
        assertThat(retryAfter("retry-after-ms", "250", "retry-after", "1")).isEqualTo(Duration.ofMillis(250));
        assertThat(retryAfter("Retry-After-Ms", "1250.75")).isEqualTo(Duration.ofMillis(1_250));
        assertThat(retryAfter("retry-after-ms", "soon", "retry-after", "1")).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "99999999999999999999", "1e3", "Wed, 31 Feb 2026", "12:00"})
    void anythingElseIsNoRetryAfter(String header) {
        assertThat(retryAfter("retry-after", header, "retry-after-ms", header)).isNull();
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
