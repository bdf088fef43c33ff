package de.lopezitwelt.platform.local.data.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GtidSetTest {
    private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String B = "4e11fa47-71ca-11e1-9e33-c80aa9429562";

    @Test
    void isReadAsMySqlWritesIt() {
        assertThat(GtidSet.parse(A + ":1-5:7,\n" + B + ":1-3")).hasToString(A + ":1-5:7," + B + ":1-3");
        assertThat(GtidSet.parse("")).hasToString("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1-5 | 6 | 1-6", "2-5 | 1 | 1-5", "1-3:5-6 | 4 | 1-6", "1-3 | 5 | 1-3:5", "1-9 | 4 | 1-9"})
    void neighboursBecomeOneRange(String range, long number, String expected) {
        GtidSet set = GtidSet.parse(A + ":" + range);

        set.add(transaction(number));

        assertThat(set).hasToString(A + ":" + expected);
        assertThat(set.contains(transaction(number))).isTrue();
    }

    @Test
    void whatIsMissingBetweenIsNamed() {
        assertThat(GtidSet.parse(A + ":1-5:8-9," + B + ":3-4").gaps()).containsExactly(A + ":6-7");
        assertThat(GtidSet.parse(A + ":1-5").gaps()).isEmpty();
    }

    @Test
    void aPartIsContained() {
        GtidSet all = GtidSet.parse(A + ":1-9," + B + ":1");

        assertThat(all.containsAll(GtidSet.parse(A + ":2-3:9"))).isTrue();
        assertThat(all.containsAll(GtidSet.parse(A + ":9-10"))).isFalse();
        assertThat(GtidSet.parse(A + ":1").containsAll(all)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-5", A, A + ":", A + ":a", A + ":1-2-3"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GtidSet.parse(text));
    }

    private static BinlogTransaction transaction(long number) {
        return new BinlogTransaction(A, number, Instant.EPOCH, 4, 8, List.of());
    }
}
