package de.lopezitwelt.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private final PasswordPolicy policy = new PasswordPolicy(15, 256, CommonPasswords.shipped());

    @Test
    void fourteenCharactersAreTooFewAndFifteenAreEnough() {
        assertThat(policy.objection("ho7-Kastanie-x", List.of())).hasValue("must have at least 15 characters");
        assertThat(policy.objection("ho7-Kastanie-xy", List.of())).isEmpty();
    }

    @Test
    void lengthCountsCharactersNotUtf16Units() {
        assertThat(policy.objection("🌲🌳🌴🌵🌷🌸🌹🌺", List.of())).hasValue("must have at least 15 characters");
        assertThat(policy.objection("🌲🌳🌴🌵🌷🌸🌹🌺🌻🌼🌽🌾🌿🍀🍁", List.of()))
                .isEmpty();
    }

    @Test
    void longPassphrasesAreAcceptedUpToTheLimit() {
        assertThat(policy.objection(
                        "Ein langer Satz, den sich jemand gut merken kann, und noch einer dazu.", List.of()))
                .isEmpty();
        assertThat(policy.objection("xY7-".repeat(64), List.of())).isEmpty();
        assertThat(policy.objection("xY7-".repeat(64) + "z", List.of())).hasValue("must have at most 256 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "PasswordPassword",
                "123456789012345",
                "qwertzuiopasdfghjkl",
                "correcthorsebatterystaple",
                "willkommenwillkommen"
            })
    void wellKnownPasswordsAreRefused(String password) {
        assertThat(policy.objection(password, List.of())).hasValue("is one of the passwords that are guessed first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"               ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "abababababababab", "121212121212123"})
    void fewCharactersOverAndOverAreRefused(String password) {
        assertThat(policy.objection(password, List.of())).hasValue("repeats too few characters");
    }

    @Test
    void thePersonsOwnDataIsNoPassword() {
        List<String> context = List.of("Erika Mustermann", "erika.mustermann@beispiel.de");

        assertThat(policy.objection("ErikaMustermann1984", context)).hasValue("is too close to your name or e-mail");
        assertThat(policy.objection("mustermannmustermann", context)).isPresent();
        assertThat(policy.objection("Mustermann kauft sieben Birnen", context)).isEmpty();
    }

    @Test
    void theShippedListHasThousandsOfEntriesThatMatterAtFifteenCharacters() {
        assertThat(CommonPasswords.shipped().size()).isGreaterThan(5000);
    }
}
