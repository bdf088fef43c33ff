package de.lopezitwelt.auth.token.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RefreshSecretsTest {
    private final RefreshSecrets secrets = new RefreshSecrets(new byte[32], new SecureRandom());

    @Test
    void aTokenCarries256Bits() {
        assertThat(Base64.getUrlDecoder().decode(secrets.first())).hasSize(32);
        assertThat(secrets.first()).isNotEqualTo(secrets.first());
    }

    @Test
    void thePredecessorAlwaysYieldsTheSameSuccessor() {
        String first = secrets.first();

        assertThat(secrets.successor(first, "family")).isEqualTo(secrets.successor(first, "family"));
        assertThat(secrets.successor(first, "family")).isNotEqualTo(secrets.successor(first, "other"));
        assertThat(secrets.successor(first, "family")).isNotEqualTo(first);
    }

    @Test
    void withAnotherServerKeyTheSuccessorCannotBeForetold() {
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        String first = secrets.first();

        assertThat(new RefreshSecrets(otherKey, new SecureRandom()).successor(first, "family"))
                .isNotEqualTo(secrets.successor(first, "family"));
    }

    @Test
    void theStoredFormIsTheSha256() {
        assertThat(RefreshSecrets.stored("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aShortServerKeyIsRefused() {
        assertThatThrownBy(() -> new RefreshSecrets(new byte[31], new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
