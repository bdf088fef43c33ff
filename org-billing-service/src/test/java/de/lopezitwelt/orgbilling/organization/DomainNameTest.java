package de.lopezitwelt.orgbilling.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
    @ParameterizedTest
    @CsvSource({
        "contoso.example, contoso.example",
        "CONTOSO.Example, contoso.example",
        "contoso.example., contoso.example",
        "müller.de, xn--mller-kva.de",
        "MÜLLER.DE, xn--mller-kva.de",
        "mu\u0308ller.de, xn--mller-kva.de",
        "xn--mller-kva.de, xn--mller-kva.de",
        "straße.de, xn--strae-oqa.de",
        "bücher.example, xn--bcher-kva.example",
        "россия.рф, xn--h1alffa9f.xn--p1ai",
        "例え.テスト, xn--r8jz45g.xn--zckzah",
        "faß.münchen.de, xn--fa-hia.xn--mnchen-3ya.de"
    })
    void oneDomainHasOneForm(String written, String canonical) {
        assertThat(DomainName.canonical(written)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "example",
                "not a domain.de",
                "-a.de",
                "a-.de",
                "a..de",
                ".a.de",
                "a_b.de",
                "192.168.1.1",
                "a@b.de",
                "http://a.de",
                "-ü.de",
                "ü-.de",
                "\u0308a.de",
                "a\u200Db.de",
                "a.de..",
                "🍏.de"
            })
    void whatIsNoDomainIsNone(String text) {
        assertThat(DomainName.canonical(text)).isEmpty();
    }

    @Test
    void labelsAndNamesHaveTheirLengths() {
        String longest = "a".repeat(63);
        assertThat(DomainName.canonical(longest + ".de")).isPresent();
        assertThat(DomainName.canonical(longest + "a.de")).isEmpty();
        assertThat(DomainName.canonical("ü".repeat(63) + ".de")).isEmpty();
        assertThat(DomainName.canonical((longest + ".").repeat(4) + "de")).isEmpty();
    }
}
