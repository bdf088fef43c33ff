package de.lopezitwelt.platform.web.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.web.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "*              | true",
                "\"7\"          | true",
                "\"6\", \"7\"   | true",
                "\"6\",\"7\"    | true",
                "\"6\"          | false",
                "W/\"7\"        | false",
                "W/\"7\", \"7\" | true",
                "\"x7\"         | false",
                "\"\"           | false"
            })
    void versionSevenIsAllowed(String header, boolean allowed) {
        assertThat(IfMatch.required(header).allows(7)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7", "7\"", "\"7\" \"8\"", ",", ""})
    void whatIsNoListOfTagsIsABadRequest(String header) {
        assertThatThrownBy(() -> IfMatch.required(header)).satisfies(status(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\",", "W/\"7\", ", "\"\",", " ", ",", "\"", "W/", "7"})
    void headersOfAnyLengthAreABadRequest(String part) {
        assertThatThrownBy(() -> IfMatch.required(part.repeat(3_500))).satisfies(status(400));
        assertThatThrownBy(() -> IfMatch.required(part.repeat(500_000))).satisfies(status(400));
    }

    @Test
    void hundredTagsAreEnough() {
        String tags = "\"1\",".repeat(99) + "\"7\"";
        assertThat(IfMatch.required(tags).allows(7)).isTrue();
        assertThatThrownBy(() -> IfMatch.required(tags + ",\"8\"")).satisfies(status(400));
    }

    @Test
    void updateWithoutConditionIsAskedForOne() {
        assertThatThrownBy(() -> IfMatch.required(null)).satisfies(status(428));
        assertThat(IfMatch.of(null).allows(7)).isTrue();
    }

    @Test
    void lostUpdateIsRefused() {
        assertThatThrownBy(() -> IfMatch.required("\"6\"").check(7)).satisfies(status(412));
    }

    private static java.util.function.Consumer<Throwable> status(int status) {
        return failure ->
                assertThat(((ProblemException) failure).type().status()).isEqualTo(status);
    }
}
