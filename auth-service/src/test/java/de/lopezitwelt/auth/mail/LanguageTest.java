package de.lopezitwelt.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "de | DE",
                "de-AT, en;q=0.5 | DE",
                "fr, en-GB;q=0.7, de;q=0.3 | EN",
                "fr | -",
                "* | -",
                "!!! | -",
                "- | -"
            })
    void theBestKnownLanguageIsChosen(String header, String expected) {
        assertThat(Language.negotiate(header).map(Enum::name).orElse(null)).isEqualTo(expected);
    }
}
