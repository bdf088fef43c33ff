package de.lopezitwelt.runtime.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and units as people write them: read when there is one way to read them, else refused with a hint. */
class NumbersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1,5+2 | 3.5",
                "0,125*8 | 1",
                "1234,567 | 1234.567",
                "12,50 + 0,5 | 13",
                "1,2345 | 1.2345",
                "1,234.5 | 1234.5",
                "1.234,5 | 1234.5",
                "1,234,567 | 1234567",
                "1.234.567 | 1234567",
                "1,234,567.89 | 1234567.89",
                "1.234.567,89 | 1234567.89",
                "12,34,567 | 1234567",
                "12,34,567.5 | 1234567.5",
                "1'234'567 | 1234567",
                "1\u2019234.50 | 1234.5",
                "1 234 567 | 1234567",
                "1\u00a0234,5 | 1234.5",
                "1\u202f234 + 1 | 1235",
                "1_000_000 | 1000000",
                "12 500 + 500 | 13000",
                "1.234*2 | 2.468",
                "3.141 + 2.5 | 5.641",
                "1e3 | 1000",
                "1.5E-3 * 2e3 | 3",
                "2,5e2 | 250",
                ".5 + 5. | 5.5",
                "50% | 0.5",
                "200 * 10% | 20",
                "10% * 200 | 20",
                "100 + 10% * 200 | 120",
                "100 * (1 + 10/100) | 110",
                "10 % 3 | 1",
                "10%3 | 1",
                "10 % (-3) | 1",
                "(50%) + 1 | 1.5",
                "2**3 | 8",
                "2^3^2 | 512",
                "-2^2 | -4",
                "5 \u2212 3 | 2",
                "3\u00d74 | 12"
            })
    void whatCanBeReadInOneWayIsRead(String expression, String value) {
        assertThat(Arithmetic.evaluate(plain(expression))).isEqualTo(value);
    }

    private static String plain(String expression) {
        return expression
                .replace("\\u2019", "\u2019")
                .replace("\\u00a0", "\u00a0")
                .replace("\\u202f", "\u202f")
                .replace("\\u2212", "\u2212")
                .replace("\\u00d7", "\u00d7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "12,500 + 500 | 12,500 can be read as 12500 or as 12.500: write the one that is meant",
                "1,234*2 | 1,234 can be read as 1234 or as 1.234: write the one that is meant",
                "1.234 + 0,5 | 1.234 can be read as 1234 or as 1.234: write the one that is meant",
                "0.5 + 12,500 | 12,500 can be read as",
                "1.234.567 + 1.234 | 1.234 can be read as 1234 or as 1.234",
                "1.234 * 1.234.567 | 1.234 can be read as 1234 or as 1.234",
                "-1,000 | can be read as",
                "2 * (3,000) | can be read as",
                "1,23,4 | 1,23,4 is no number",
                "1.2.3 | 1.2.3 is no number",
                "0,123,456 | 0,123,456 is no number",
                "1234,567,890 | is no number",
                "1,234.567,8 | is no number",
                "1'23 | is no number",
                "1 2 | 1 2 is no number",
                "1'234 567 | is no number",
                "5, | is no number",
                "1e1000 | exponent",
                "1e | position 2",
                "100 + 10% | it is not clear of what 10% is taken",
                "100 - 10 % | it is not clear of what 10 % is taken",
                "10% - 3 | % before - can be",
                "10% + 3 | % before + can be",
                "2(3) | and * between factors",
                "2 x 3 | use digits with a decimal point",
                "$5 + 1 | position 1",
                "5 + | something is missing at its end",
                "max(1, 2) | position 1",
                "\u0661 + 1 | position 1"
            })
    void whatCanBeReadInTwoWaysIsRefusedWithAHint(String expression, String hint) {
        assertThatThrownBy(() -> Arithmetic.evaluate(expression.replace("\\u0661", "\u0661")))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,", "1'", "1 ", "1.", "1_", "1e", "%", "**", "(", "1%"})
    void longExpressionsAreJudgedAtOnce(String part) {
        assertThatThrownBy(() -> Arithmetic.evaluate(part.repeat(Arithmetic.MAX_LENGTH / part.length()) + "?"))
                .isInstanceOf(ToolFailure.class);
    }

    private static String convert(String value, String from, String to) {
        return new UnitsTool()
                .call(JsonNodeFactory.instance
                        .objectNode()
                        .put("value", value)
                        .put("from", from)
                        .put("to", to))
                .await()
                .indefinitely();
    }

    @ParameterizedTest
    @CsvSource({
        "1, MW, W, 1000000 W",
        "1, mW, W, 0.001 W",
        "1, KW, w, 1000 w",
        "1, Mbit, bit, 1000000 bit",
        "8, bit, byte, 1 byte",
        "1, mib, KIB, 1024 KIB",
        "1, MB, kB, 1000 kB",
        "1.5, km², ha, 150 ha",
        "1, µm, nm, 1000 nm",
        "20, °c, °F, 68 °F",
        "-1, KM, M, -1000 M",
        "'1,5', km, m, 1500 m",
        "'1.234,5', m, km, 1.2345 km",
        "1e3, g, kg, 1 kg"
    })
    void unitsAreReadInAnyCaseThatTellsNoOthers(String value, String from, String to, String result) {
        assertThat(convert(value, from, to)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | mw | w | mw may be several units: write mW or MW",
                "1 | Mb | kB | Mb may be several units: write MB or Mbit",
                "1 | gb | MB | gb may be several units: write GB or Gbit",
                "1 | mB | MB | mB may be several units: write MB",
                "1 | MS | s | MS may be several units: write ms",
                "1 | Mm | m | Mm may be several units: write mm",
                "12,500 | m | km | can be read as",
                "1 | parsec | m | there is no unit parsec",
                "1 000x | m | km | must be a number"
            })
    void unitsThatCaseWouldTellApartAreRefusedWithAHint(String value, String from, String to, String hint) {
        assertThatThrownBy(() -> convert(value, from, to))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining(hint);
    }
}
