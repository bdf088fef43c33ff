package de.lopezitwelt.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WellFormedTest {

    private static final String SMILE = "\ud83d\ude00";

    @Test
    void halvesThatStandAloneAreReplaced() {
        assertThat(WellFormed.of("a\ud83d")).isEqualTo("a\ufffd");
        assertThat(WellFormed.of("\ude00b")).isEqualTo("\ufffdb");
        assertThat(WellFormed.of("\ud83d\ud83d\ude00\ude00")).isEqualTo("\ufffd" + SMILE + "\ufffd");
        assertThat(WellFormed.of("\ude00\ud83d")).isEqualTo("\ufffd\ufffd");
        assertThat(WellFormed.of("\ud83dx\ude00")).isEqualTo("\ufffdx\ufffd");
    }

    @Test
    void whatIsWellFormedIsTheSameText() {
        String text = "größer " + SMILE + SMILE + " 漢";

        assertThat(WellFormed.of(text)).isSameAs(text);
        assertThat(WellFormed.of("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 1", "3, 3", "4, 3", "5, 5", "9, 5"})
    void cutsNeverSplitAPair(int longest, int length) {
        assertThat(WellFormed.cut("a" + SMILE + SMILE, longest)).hasSize(length);
    }
}
