package de.lopezitwelt.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {
    private static final int LOWEST_COST = 4;

    private final SecureRandom random = new SecureRandom();
    private final Pepper old = pepper("p1");
    private final Pepper current = pepper("p2");
    private final PasswordHasher hasher = new PasswordHasher(LOWEST_COST, List.of(current, old), random);

    @Test
    void theRightPasswordMatchesAndAnyOtherDoesNot() {
        String stored = hasher.hash("Ein Satz als Passwort");

        assertThat(hasher.check("Ein Satz als Passwort", stored).matches()).isTrue();
        assertThat(hasher.check("ein Satz als Passwort", stored).matches()).isFalse();
        assertThat(hasher.check("", stored).matches()).isFalse();
    }

    @Test
    void theStoredFormNamesAlgorithmPepperAndCost() {
        assertThat(hasher.hash("x")).matches("hmac-sha384-bcrypt\\$p2\\$2[aby]\\$04\\$.{53}");
    }

    @Test
    void passwordsThatDifferBeyondBcrypts72BytesAreToldApart() {
        String common = "x".repeat(100);
        String stored = hasher.hash(common + "a");

        assertThat(hasher.check(common + "b", stored).matches()).isFalse();
        assertThat(hasher.check(common + "a", stored).matches()).isTrue();
    }

    @Test
    void aHashWithAnOldPepperStillMatchesAndIsOutdated() {
        String stored = new PasswordHasher(LOWEST_COST, List.of(old), random).hash("geheim");

        assertThat(hasher.check("geheim", stored).matches()).isTrue();
        assertThat(hasher.check("geheim", stored).renewedHash()).isNotNull();
        assertThat(hasher.check("geheim", hasher.hash("geheim")).renewedHash()).isNull();
    }

    @Test
    void aHashOfAnotherCostIsOutdated() {
        String stored = new PasswordHasher(LOWEST_COST + 1, List.of(current), random).hash("geheim");

        assertThat(hasher.check("geheim", stored).matches()).isTrue();
        assertThat(hasher.check("geheim", stored).renewedHash()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e9 au lait", "cafe\u0301 au lait"})
    void passwordMatchesHoweverItsAccentsAreWritten(String typed) {
        String stored = hasher.hash("cafe\u0301 au lait");

        assertThat(hasher.check(typed, stored).matches()).isTrue();
        assertThat(hasher.check(typed, stored).renewedHash()).isNull();
        assertThat(hasher.check("cafe au lait", stored).matches()).isFalse();
    }

    /** Of a hash from before passwords were normalised: of the decomposed characters as they were typed. */
    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e9 au lait", "cafe\u0301 au lait"})
    void hashOfAnotherFormMatchesAndIsRenewed(String typed) {
        String stored = "hmac-sha384-bcrypt$p1$2a$04$1CwRE9FP7Jg4bMRoTxPvT.jn15vMewhRJXtPwAM20zszpy5QXusQW";
        byte[] key = "a pepper of exactly 32 bytes: ok".getBytes(StandardCharsets.UTF_8);
        var known = new PasswordHasher(LOWEST_COST, List.of(new Pepper("p1", key)), random);

        PasswordCheck check = known.check(typed, stored);

        assertThat(check.matches()).isTrue();
        assertThat(known.check(typed, Objects.requireNonNull(check.renewedHash()))
                        .renewedHash())
                .isNull();
    }

    @Test
    void asciiCostsOneComparison() {
        assertThat(PasswordForms.accepted("plain ascii")).containsExactly("plain ascii");
        assertThat(PasswordForms.accepted("caf\u00e9")).containsExactly("caf\u00e9", "cafe\u0301");
    }

    @Test
    void withoutThePepperAStolenHashMatchesNothing() {
        String stored = hasher.hash("geheim");
        var thief = new PasswordHasher(LOWEST_COST, List.of(pepper("p2")), random);

        assertThat(thief.check("geheim", stored).matches()).isFalse();
    }

    @Test
    void passwordIsComparedWithAWellFormedHashWhereNobodyHasRegistered() {
        assertThatCode(() -> hasher.compareWithNobody("geheim")).doesNotThrowAnyException();
    }

    @Test
    void weakOrUnnamedPeppersAreRefused() {
        assertThatThrownBy(() -> Pepper.parseAll("p1:c2hvcnQ=")).hasMessageContaining("shorter than 32 bytes");
        assertThatThrownBy(() -> Pepper.parseAll("nonsense")).hasMessageContaining("id:base64");
        assertThat(pepper("p9").toString()).isEqualTo("Pepper p9");
    }

    private Pepper pepper(String id) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return new Pepper(id, key);
    }
}
