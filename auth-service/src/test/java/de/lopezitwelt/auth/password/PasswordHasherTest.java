package de.lopezitwelt.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
    private static final int LOWEST_COST = 4;

    private final SecureRandom random = new SecureRandom();
    private final Pepper old = pepper("p1");
    private final Pepper current = pepper("p2");
    private final PasswordHasher hasher = new PasswordHasher(LOWEST_COST, List.of(current, old), random);

    @Test
    void theRightPasswordMatchesAndAnyOtherDoesNot() {
        String stored = hasher.hash("Ein Satz als Passwort");

        assertThat(hasher.matches("Ein Satz als Passwort", stored)).isTrue();
        assertThat(hasher.matches("ein Satz als Passwort", stored)).isFalse();
        assertThat(hasher.matches("", stored)).isFalse();
    }

    @Test
    void theStoredFormNamesAlgorithmPepperAndCost() {
        assertThat(hasher.hash("x")).matches("hmac-sha384-bcrypt\\$p2\\$2[aby]\\$04\\$.{53}");
    }

    @Test
    void passwordsThatDifferBeyondBcrypts72BytesAreToldApart() {
        String common = "x".repeat(100);
        String stored = hasher.hash(common + "a");

        assertThat(hasher.matches(common + "b", stored)).isFalse();
        assertThat(hasher.matches(common + "a", stored)).isTrue();
    }

    @Test
    void aHashWithAnOldPepperStillMatchesAndIsOutdated() {
        String stored = new PasswordHasher(LOWEST_COST, List.of(old), random).hash("geheim");

        assertThat(hasher.matches("geheim", stored)).isTrue();
        assertThat(hasher.isOutdated(stored)).isTrue();
        assertThat(hasher.isOutdated(hasher.hash("geheim"))).isFalse();
    }

    @Test
    void aHashOfAnotherCostIsOutdated() {
        String stored = new PasswordHasher(LOWEST_COST + 1, List.of(current), random).hash("geheim");

        assertThat(hasher.matches("geheim", stored)).isTrue();
        assertThat(hasher.isOutdated(stored)).isTrue();
    }

    @Test
    void withoutThePepperAStolenHashMatchesNothing() {
        String stored = hasher.hash("geheim");
        var thief = new PasswordHasher(LOWEST_COST, List.of(pepper("p2")), random);

        assertThat(thief.matches("geheim", stored)).isFalse();
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
