package de.lopezitwelt.platform.local.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void privateFilesAreTheirOwnersAlone() throws IOException {
        Path secrets = PrivateFiles.directory(directory.resolve("secrets"));
        Path file = PrivateFiles.write(secrets.resolve("one"), "text");
        PrivateFiles.write(file, "other");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasContent("other");
    }

    @Test
    void publicKeySetHoldsNoPrivatePart() throws IOException {
        SigningKey key = SigningKey.generate("k1");

        JsonNode published = JSON.readTree(key.toPublicKeySet()).path("keys").path(0);

        assertThat(published.has("d")).isFalse();
        assertThat(published.path("kid").asText()).isEqualTo("k1");
        assertThat(Base64.getUrlDecoder().decode(published.path("x").asText())).hasSize(32);
        assertThat(SigningKey.firstOf(key.toPrivateKeySet()).publicKey().getW())
                .isEqualTo(key.publicKey().getW());
    }

    @Test
    void keysetHoldsOneAesKeyOf256Bits() throws IOException {
        JsonNode keyset = JSON.readTree(new RandomSecrets(new SecureRandom()).keyset());

        JsonNode key = keyset.path("key").path(0);
        assertThat(keyset.path("primaryKeyId")).isEqualTo(key.path("keyId"));
        assertThat(Base64.getDecoder().decode(key.path("keyData").path("value").asText()))
                .hasSize(34)
                .startsWith(0x1a, 0x20);
    }

    @Test
    void digestIsLowerCaseHex() {
        assertThat(RandomSecrets.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
