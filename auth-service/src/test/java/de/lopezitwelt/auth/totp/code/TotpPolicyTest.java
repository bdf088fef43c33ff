package de.lopezitwelt.auth.totp.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpPolicyTest {
    private static final byte[] RFC_SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238 appendix B, the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037"})
    void codesAreThoseOfTheStandard(long second, String code) {
        assertThat(TotpPolicy.codeAt(RFC_SECRET, second / 30)).isEqualTo(code);
        assertThat(TotpPolicy.matchingStep(RFC_SECRET, code, Instant.ofEpochSecond(second), 0))
                .hasValue(second / 30);
    }

    @Test
    void oneStepOfDriftIsForgivenAndNoMore() {
        String code = TotpPolicy.codeAt(RFC_SECRET, 100);

        assertThat(matches(code, 98)).isFalse();
        assertThat(matches(code, 99)).isTrue();
        assertThat(matches(code, 101)).isTrue();
        assertThat(matches(code, 102)).isFalse();
    }

    @Test
    void aSpentStepAndAllBeforeItAreSpent() {
        Instant now = Instant.ofEpochSecond(100 * 30);

        assertThat(TotpPolicy.matchingStep(RFC_SECRET, TotpPolicy.codeAt(RFC_SECRET, 100), now, 100))
                .isEmpty();
        assertThat(TotpPolicy.matchingStep(RFC_SECRET, TotpPolicy.codeAt(RFC_SECRET, 99), now, 100))
                .isEmpty();
        assertThat(TotpPolicy.matchingStep(RFC_SECRET, TotpPolicy.codeAt(RFC_SECRET, 101), now, 100))
                .hasValue(101);
    }

    @Test
    void nonsenseNeverMatches() {
        for (String nonsense : List.of("", "12345", "1234567", "abcdef", "１２３４５６")) {
            assertThat(TotpPolicy.matchingStep(RFC_SECRET, nonsense, Instant.ofEpochSecond(59), 0))
                    .isEmpty();
        }
    }

    @Test
    void base32GivesBackWhatItTook() {
        assertThat(Base32.encode("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
        var random = new SecureRandom();
        for (int length = 1; length < 40; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Base32.decode(Base32.encode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void recoveryCodesAreTenDifferentOnesAndReadInAnyManner() {
        List<String> codes = RecoveryCodes.draw(new SecureRandom());

        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([a-z2-7]{4}-){5}[a-z2-7]{4}"));
        String code = codes.getFirst();
        assertThat(RecoveryCodes.stored(code.toUpperCase(java.util.Locale.ROOT).replace('-', ' ')))
                .isEqualTo(RecoveryCodes.stored(code));
    }

    private static boolean matches(String code, long step) {
        return TotpPolicy.matchingStep(RFC_SECRET, code, Instant.ofEpochSecond(step * 30), 0)
                .isPresent();
    }
}
