package de.lopezitwelt.runtime.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCounterTest {

    /** Counts of o200k_base, the vocabulary of GPT-4o: the estimate is to be no lower and not far above. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello, world! | 4",
                "The quick brown fox jumps over the lazy dog. | 10",
                "Wie kann ich Ihnen heute helfen? | 7",
                "1234567890 | 4",
                "a | 1"
            })
    void theEstimateIsNoLowerThanARealCountAndAtMostTwice(String text, int real) {
        assertThat(TokenCounter.estimate(text)).isBetween(real, real * 2);
    }

    @Test
    void theUpperBoundIsTheBytes() {
        String text = "aä€🌍";

        assertThat(TokenCounter.upperBound(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void theEstimateNeverExceedsTheUpperBound() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                text.appendCodePoint(random.nextBoolean() ? random.nextInt(128) : random.nextInt(0xd000));
            }
            assertThat(TokenCounter.estimate(text)).isLessThanOrEqualTo(TokenCounter.upperBound(text));
        }
    }

    @Test
    void nothingCountsNothing() {
        assertThat(TokenCounter.estimate("")).isZero();
        assertThat(TokenCounter.upperBound("")).isZero();
    }
}
