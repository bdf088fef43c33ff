package de.lopezitwelt.runtime.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolWishesTest {
    @ParameterizedTest
    @CsvSource({
        "what is 12 * (3 + 4)?, 12 * (3 + 4)",
        "- 3 items and then -2+5 of them, -2+5",
        "1.000 / 8 please, 1.000 / 8",
        "(1+2)*(3-4), (1+2)*(3-4)"
    })
    void findsTheExpression(String text, String expression) {
        assertThat(ToolWishes.expression(text)).isEqualTo(expression);
    }

    @ParameterizedTest
    @CsvSource({"no figures", "room 12", "12 +", "+ 12", "3 and 4"})
    void leavesTheRestAlone(String text) {
        assertThat(ToolWishes.expression(text)).isNull();
    }

    /** A pattern that backtracks takes hours: one caller would stop everybody's event loop. */
    @Test
    void looksAtEachCharacterOnce() {
        String text = "1".repeat(1_000) + "+".repeat(1_000);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> ToolWishes.expression(text) == null))
                .isTrue();
    }
}
