package de.lopezitwelt.chat.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class TitlePolicyTest {
    @Test
    void shortTextIsItsOwnTitle() {
        assertThat(TitlePolicy.firstWords("  What is\n\tthe time? ")).isEqualTo("What is the time?");
        assertThat(TitlePolicy.firstWords(" \n ")).isNull();
    }

    @Test
    void longTextIsCutBetweenWords() {
        String title = TitlePolicy.firstWords("word ".repeat(100));

        assertThat(title).hasSizeLessThanOrEqualTo(60).endsWith("word…");
    }

    @Test
    void oneLongWordIsCutWithoutBreakingACharacter() {
        assertThat(TitlePolicy.firstWords("x".repeat(100))).hasSize(60).endsWith("x…");
        assertThat(Objects.requireNonNull(TitlePolicy.firstWords("x".repeat(57) + "😀😀😀"))
                        .codePoints()
                        .filter(point -> Character.getType(point) == Character.SURROGATE))
                .isEmpty();
    }
}
