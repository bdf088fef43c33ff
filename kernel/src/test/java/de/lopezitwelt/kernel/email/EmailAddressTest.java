package de.lopezitwelt.kernel.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "Erika.Muster@Beispiel.DE, erika.muster@beispiel.de",
        "'  erika@beispiel.de ', erika@beispiel.de",
        "jörg@müller.example, jörg@xn--mller-kva.example",
        "jo\u0308rg@mu\u0308ller.example, jörg@xn--mller-kva.example",
        "a+b@mail.example.org, a+b@mail.example.org"
    })
    void addressesAreComparedInOneForm(String typed, String normalised) {
        assertThat(EmailAddress.parse(typed)).hasValue(new EmailAddress(normalised));
    }

    @Test
    void umlautsAreNotTheirBaseLetters() {
        assertThat(EmailAddress.parse("exämple@a.de")).isNotEqualTo(EmailAddress.parse("example@a.de"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@a.de",
                "erika",
                "erika@",
                "erika@localhost",
                "erika@-a.de",
                "e rika@a.de",
                "erika@a..de",
                ".erika@a.de",
                "erika@a.de\r\nBcc: x@y.de",
                "a@b@c.de"
            })
    void anythingMailCannotBeSentToIsRefused(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void overlongAddressesAreRefused() {
        assertThat(EmailAddress.parse("x".repeat(65) + "@a.de")).isEmpty();
        assertThat(EmailAddress.parse("x@" + "a".repeat(64) + ".de")).isEmpty();
        assertThat(EmailAddress.parse("x@" + "abcdefgh.".repeat(30) + "de")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a-", "aa", "ä", "😀.", "a "})
    void textsOfAnyLengthAreRefused(String part) {
        assertThat(EmailAddress.parse(part.repeat(400_000) + "a@b.de")).isEmpty();
        assertThat(EmailAddress.parse("a@" + part.repeat(400_000) + "de")).isEmpty();
        assertThat(EmailAddress.parse("a@" + part.repeat(400) + "de")).isEmpty();
        assertThat(EmailAddress.parse(part.repeat(400) + "a@b.de")).isEmpty();
    }

    @Test
    void blanksAroundAreRemovedUpToTheLongestText() {
        assertThat(EmailAddress.parse(" ".repeat(400) + "a@b.de")).contains(new EmailAddress("a@b.de"));
        assertThat(EmailAddress.parse(" ".repeat(400_000) + "a@b.de")).isEmpty();
    }
}
