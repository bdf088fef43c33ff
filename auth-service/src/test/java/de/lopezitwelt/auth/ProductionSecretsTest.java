package de.lopezitwelt.auth;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionSecretsTest {
    private static final List<String> SERVICES =
            List.of("auth-service", "agent-service", "chat-service", "org-billing-service", "analytics-service");

    @Test
    void goodSecretsStart() {
        assertThatCode(() -> started(good())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "lopez.auth.refresh-key, ''",
        "lopez.auth.refresh-key, c2hvcnQ=",
        "lopez.auth.refresh-key, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "lopez.auth.refresh-key, not base64",
        "lopez.auth.peppers, ''",
        "lopez.auth.peppers, p1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "lopez.auth.signing-keys-file, ''",
        "lopez.auth.keyset-file, ''",
        "lopez.auth.service-clients.chat-service.secret-sha256, ''",
        "lopez.auth.service-clients.chat-service.secret-sha256, plaintext-secret"
    })
    void missingAndDefaultOnesDoNotAndAreNamedWithoutTheirValue(String key, String value) {
        Map<String, String> values = good();
        values.put(key, value);

        assertThatThrownBy(() -> started(values))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(key)
                .hasMessageNotContaining(value.isEmpty() ? "Not started!" : value);
        values.remove(key);
        assertThatThrownBy(() -> started(values)).hasMessageContaining(key);
    }

    @Test
    void testsNeedNone() {
        assertThatCode(() -> new ProductionSecrets(config(Map.of())).check(LaunchMode.TEST))
                .doesNotThrowAnyException();
    }

    private static void started(Map<String, String> values) {
        new ProductionSecrets(config(values)).check(LaunchMode.NORMAL);
    }

    private static org.eclipse.microprofile.config.Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }

    private static Map<String, String> good() {
        var values = new HashMap<String, String>();
        values.put("lopez.auth.peppers", "p1:" + key());
        values.put("lopez.auth.refresh-key", key());
        values.put("lopez.auth.signing-keys-file", "/secrets/signing-keys.json");
        values.put("lopez.auth.keyset-file", "/secrets/keyset.json");
        SERVICES.forEach(
                service -> values.put("lopez.auth.service-clients." + service + ".secret-sha256", "ab".repeat(32)));
        return values;
    }

    private static String key() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
