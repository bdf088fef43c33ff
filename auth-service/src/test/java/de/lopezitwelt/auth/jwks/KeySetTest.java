package de.lopezitwelt.auth.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySetTest {
    @Test
    void theFirstKeySignsAndAllArePublishedWithoutTheirPrivateParts() throws JoseException {
        KeySet keys = KeySet.parse(set(key("new"), key("old")));

        assertThat(keys.current().id()).isEqualTo("new");
        assertThat(keys.published().toString())
                .contains("kid=new")
                .contains("kid=old")
                .contains("alg=ES256")
                .doesNotContain(" d=");
    }

    @Test
    void keysThatCannotSignEs256AreRefused() throws JoseException {
        EllipticCurveJsonWebKey p384 = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        p384.setKeyId("p384");

        assertThatThrownBy(() -> KeySet.parse(set(p384))).hasMessageContaining("P-256");
        assertThatThrownBy(() -> KeySet.parse(set(key("a"), key("a")))).hasMessageContaining("share one kid");
        assertThatThrownBy(() -> KeySet.parse("{\"keys\":[]}")).hasMessageContaining("no key");
        assertThatThrownBy(() -> KeySet.parse("nonsense")).isInstanceOf(IllegalArgumentException.class);
        String publicOnly = "{\"keys\":[" + key("a").toJson(OutputControlLevel.PUBLIC_ONLY) + "]}";
        assertThatThrownBy(() -> KeySet.parse(publicOnly)).hasMessageContaining("no private part");
    }

    @Test
    void whatIsWrongWithAFileIsSaidWithoutQuotingIt() {
        for (String broken : List.of(
                "canary",
                "{\"keys\": canary}",
                "{\"keys\":[{\"d\":\"canary\"",
                "[\"canary\"]",
                "{\"keys\":\"canary\"}")) {
            assertThatThrownBy(() -> KeySet.parse(broken))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void aChangedFileIsTakenOverAndABrokenOneIsNot(@TempDir Path directory) throws IOException, JoseException {
        Path file = Files.writeString(directory.resolve("keys.json"), set(key("one")));
        var keys = new SigningKeys(file);

        write(file, set(key("two"), key("one")), 1);
        keys.reloadIfChanged();
        assertThat(keys.current().id()).isEqualTo("two");

        write(file, "nonsense", 2);
        keys.reloadIfChanged();
        assertThat(keys.current().id()).isEqualTo("two");
    }

    private static void write(Path file, String text, int minutesLater) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60L * minutesLater)));
    }

    private static EllipticCurveJsonWebKey key(String id) throws JoseException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(id);
        return key;
    }

    private static String set(EllipticCurveJsonWebKey... keys) {
        return Arrays.stream(keys)
                .map(key -> key.toJson(OutputControlLevel.INCLUDE_PRIVATE))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }
}
