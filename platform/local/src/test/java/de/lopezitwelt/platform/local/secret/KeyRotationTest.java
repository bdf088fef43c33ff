package de.lopezitwelt.platform.local.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.local.secret.SigningKeyRotation.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void aNewKeyIsPublishedThenSignsThenStandsAlone() throws IOException {
        Path file = Files.writeString(
                directory.resolve("keys.json"), SigningKey.generate("local-1").toPrivateKeySet());
        var rotation = new SigningKeyRotation(file);

        assertThat(rotation.publish()).isEqualTo("local-2");
        assertThat(rotation.ids()).containsExactly("local-1", "local-2");
        assertThat(rotation.sign()).isEqualTo("local-2");
        assertThat(rotation.ids()).containsExactly("local-2", "local-1");
        rotation.retire();
        assertThat(rotation.ids()).containsExactly("local-2");
        assertThat(SigningKey.firstOf(Files.readString(file)).id()).isEqualTo("local-2");
    }

    @Test
    void theFileAloneSaysWhatIsNext() throws IOException {
        Path file = Files.writeString(
                directory.resolve("keys.json"), SigningKey.generate("local-9").toPrivateKeySet());

        assertThat(new SigningKeyRotation(file).next()).isEqualTo(Step.PUBLISH);
        new SigningKeyRotation(file).publish();
        assertThat(new SigningKeyRotation(file).next()).isEqualTo(Step.SIGN);
        assertThatThrownBy(() -> new SigningKeyRotation(file).retire()).hasMessageContaining("SIGN");
        new SigningKeyRotation(file).sign();
        assertThat(new SigningKeyRotation(file).next()).isEqualTo(Step.RETIRE);
        assertThatThrownBy(() -> new SigningKeyRotation(file).publish()).hasMessageContaining("RETIRE");
    }

    @Test
    void aColumnKeyIsAddedPromotedAndTheOldOneDisabled() throws IOException {
        var random = new SecureRandom();
        Path file = Files.writeString(directory.resolve("keyset.json"), new RandomSecrets(random).keyset());
        var rotation = new KeysetRotation(file, random);
        String before = rotation.primaryPrefix();

        rotation.add();
        assertThat(rotation.isPending()).isTrue();
        assertThat(rotation.primaryPrefix()).isEqualTo(before);
        rotation.promote();
        assertThat(rotation.isPending()).isFalse();
        assertThat(rotation.primaryPrefix()).isNotEqualTo(before).matches("01[0-9A-F]{8}");
        rotation.disableOthers();

        JsonNode keys = JSON.readTree(Files.readString(file)).path("key");
        assertThat(keys).hasSize(2);
        assertThat(keys.path(0).path("status").asText()).isEqualTo("DISABLED");
        assertThat(keys.path(1).path("status").asText()).isEqualTo("ENABLED");
    }
}
