package de.lopezitwelt.platform.testing.identity;

import de.lopezitwelt.platform.local.secret.RandomSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The secrets that auth reads and those of every service, made for one start of the service under test. */
public final class TestSecrets implements AutoCloseable {
    private static final List<String> SERVICES =
            List.of("auth-service", "agent-service", "chat-service", "org-billing-service", "analytics-service");

    private final Path directory;
    private final RandomSecrets secrets = new RandomSecrets(new SecureRandom());

    public TestSecrets() throws IOException {
        directory = Files.createTempDirectory("lopez-test-secrets");
    }

    /** The client secret of a service in tests. */
    public static String serviceSecret(String serviceName) {
        return "test-secret-of-" + serviceName;
    }

    /** Configuration for the service under test. */
    public Map<String, String> configuration(String serviceName) throws IOException {
        var configuration = new LinkedHashMap<String, String>();
        configuration.put("lopez.auth.signing-keys-file", file("signing-keys.json", TestIssuer.privateKeySet()));
        configuration.put("lopez.auth.keyset-file", file("keyset.json", secrets.keyset()));
        configuration.put("lopez.chat.tools.keyset-file", file("chat-keyset.json", secrets.keyset()));
        configuration.put("lopez.auth.peppers", "t1:" + secrets.key());
        configuration.put("lopez.auth.refresh-key", secrets.key());
        for (String service : SERVICES) {
            configuration.put(
                    "lopez.auth.service-clients." + service + ".secret-sha256",
                    RandomSecrets.sha256(serviceSecret(service)));
        }
        configuration.put("lopez.service.secret", serviceSecret(serviceName));
        return configuration;
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    @Override
    public void close() {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
