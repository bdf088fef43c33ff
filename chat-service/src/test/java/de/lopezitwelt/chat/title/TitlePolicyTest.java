package de.lopezitwelt.chat.title;

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
    void modelsTitleIsOneCleanLine() {
        assertThat(TitlePolicy.generated("\n  # Title: \"Offene Rechnungen\".\nThis title says \u2026"))
                .isEqualTo("Offene Rechnungen");
        assertThat(TitlePolicy.generated("**Rechnung** f\u00fcr `M\u00fcller`"))
                .isEqualTo("Rechnung f\u00fcr M\u00fcller");
        assertThat(TitlePolicy.generated("safe\u202egnp.exe\u200b \u0007title")).isEqualTo("safe gnp.exe title");
        assertThat(TitlePolicy.generated("<script>alert(1)</script> <b>hi</b> <img"))
                .isEqualTo("alert(1) hi img");
        assertThat(TitlePolicy.generated("word ".repeat(1_000))).hasSizeLessThanOrEqualTo(60);
        assertThat(TitlePolicy.generated("\u8bf7\u6b3e\u5355")).isEqualTo("\u8bf7\u6b3e\u5355");
        for (String nothing : new String[] {"", "\n\n", "***", "\"\"", "\u202e", "Title:"}) {
            assertThat(TitlePolicy.generated(nothing)).as(nothing).isNull();
        }
    }

    @Test
    void titleIsFreeOfWhatTheModelThought() {
        assertThat(TitlePolicy.generated("Okay, the person asks of money.\n".repeat(50) + "</think>\n\nOpen invoices"))
                .isEqualTo("Open invoices");
        assertThat(TitlePolicy.generated("Hm [/THINK]Open invoices")).isEqualTo("Open invoices");
        assertThat(TitlePolicy.generated("Only a thought </think>\n")).isNull();
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
