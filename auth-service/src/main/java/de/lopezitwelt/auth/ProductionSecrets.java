package de.lopezitwelt.auth;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start a production process on secrets that are missing, too short or publicly known. Files of keys are read
 * at the start by those who use them, which fails by itself.
 */
@Singleton
class ProductionSecrets {
    private static final int SHORTEST_KEY = 32;
    private static final int FEWEST_DIFFERENT_BYTES = 8;
    private static final String DIGEST = "[0-9a-f]{64}";
    private static final List<String> SERVICES =
            List.of("auth-service", "agent-service", "chat-service", "org-billing-service", "analytics-service");

    private final Config config;

    ProductionSecrets(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        check(LaunchMode.current());
    }

    /** @throws IllegalStateException naming the keys, never their values */
    void check(LaunchMode mode) {
        List<String> objections = mode == LaunchMode.NORMAL ? objections() : List.of();
        if (!objections.isEmpty()) {
            throw new IllegalStateException("Not started: " + String.join("; ", objections));
        }
    }

    private List<String> objections() {
        var objections = new ArrayList<String>();
        String[] peppers = value("lopez.auth.peppers").split(",");
        if (!Arrays.stream(peppers).allMatch(pepper -> isKey(pepper.substring(pepper.indexOf(':') + 1)))) {
            objections.add("lopez.auth.peppers holds no key of 32 random bytes");
        }
        if (!isKey(value("lopez.auth.refresh-key"))) {
            objections.add("lopez.auth.refresh-key is no key of 32 random bytes");
        }
        for (String file : List.of("lopez.auth.signing-keys-file", "lopez.auth.keyset-file")) {
            if (value(file).isBlank()) {
                objections.add(file + " is missing");
            }
        }
        for (String service : SERVICES) {
            String key = "lopez.auth.service-clients." + service + ".secret-sha256";
            if (!value(key).strip().matches(DIGEST)) {
                objections.add(key + " is missing or no digest");
            }
        }
        return objections;
    }

    private String value(String key) {
        return config.getOptionalValue(key, String.class).orElse("");
    }

    /** Random bytes hardly ever repeat so much; an example or a placeholder does. */
    private static boolean isKey(String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            long different =
                    IntStream.range(0, key.length).map(i -> key[i]).distinct().count();
            return key.length >= SHORTEST_KEY && different >= FEWEST_DIFFERENT_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
