package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packaged services that are told what a cluster tells them. */
class ClusterConfigurationIT {
    private static final PlatformService SERVICE = PlatformService.ORG_BILLING;

    @TempDir
    Path directory;

    private final Platform platform = Platform.running();

    @Test
    void migrationIsAStepOfItsOwnAndRepeatable() throws Exception {
        for (int times = 0; times < 2; times++) {
            assertThat(run("migrate")).startsWith("schema lopez_org_billing is at ");
        }
        assertThat(run("serve-please")).contains("expected nothing, or migrate");
    }

    @Test
    void instanceServesWithSecretsInFilesAndWithoutTheMigratorsPassword() throws Exception {
        Properties own = configuration();
        Map<String, String> changes = new HashMap<>();
        changes.put("lopez.mysql.migration.at-start", "false");
        changes.put("lopez.mysql.migrator-password", "");
        for (String key : new String[] {
            "lopez.mysql.writer-password",
            "lopez.mysql.reader-password",
            "lopez.mysql.worker-password",
            "lopez.service.secret"
        }) {
            Path file = Files.writeString(directory.resolve(key), own.getProperty(key) + "\n");
            changes.put(key, "");
            changes.put(key + "-file", file.toString());
        }
        String instance = SERVICE.serviceName() + "-in-a-cluster";
        try {
            platform.local().startInstance(SERVICE, instance, FreePorts.next(), changes);

            assertThat(log(instance)).doesNotContain("Not started", "ERROR");
        } finally {
            stop(instance, Duration.ofSeconds(20));
        }
    }

    @Test
    void whatCannotBeMeantEndsTheStartAndAllOfItIsNamed() throws IOException {
        String log = refused(
                "-misconfigured",
                Map.of(
                        "lopez.mysql.tsl", "verify",
                        "lopez.shutdown.patience", "30",
                        "lopez.service.secret", "change-me-before-you-start"));

        assertThat(log)
                .contains("Not started: ")
                .contains("lopez.mysql.tsl is no key of this service")
                .contains("lopez.shutdown.patience has no unit: write 30s, 10m or 1h")
                .contains("lopez.service.secret is a placeholder, which everybody knows")
                .doesNotContain("change-me-before-you-start");
    }

    @Test
    void missingPasswordOfTheMigratorEndsTheStart() throws IOException {
        assertThat(refused("-without-password", Map.of("lopez.mysql.migrator-password", "")))
                .contains("Not started: lopez.mysql.migrator-password is missing");
    }

    /** Analytics has the most consumers. They are asked to stop together, however few cores there are. */
    @Test
    void serviceStopsSoonWithoutKafka() throws Exception {
        String instance = "analytics-service-without-kafka";
        platform.local()
                .startInstance(
                        PlatformService.ANALYTICS,
                        instance,
                        FreePorts.next(),
                        Map.of("lopez.kafka.bootstrap", "localhost:1"));

        long start = System.nanoTime();
        stop(instance, Duration.ofSeconds(60));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private void stop(String instance, Duration grace) {
        platform.local().process(instance).ifPresent(process -> stop(process, grace));
    }

    private static void stop(ManagedProcess process, Duration grace) {
        process.stop(grace);
    }

    private String refused(String suffix, Map<String, String> changes) throws IOException {
        String instance = SERVICE.serviceName() + suffix;
        assertThatThrownBy(() -> platform.local().startInstance(SERVICE, instance, FreePorts.next(), changes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended while starting");
        return log(instance);
    }

    private String log(String instance) throws IOException {
        return Files.readString(platform.local().settings().state().log(instance));
    }

    private Path file() {
        return platform.local().settings().state().secrets().resolve(SERVICE.serviceName() + ".properties");
    }

    private Properties configuration() throws IOException {
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(file())) {
            properties.load(in);
        }
        return properties;
    }

    /** What the service's program says when it is run with that argument. */
    private String run(String argument) throws IOException, InterruptedException {
        Path application = platform.local().settings().state().application(SERVICE);
        Path runner;
        try (Stream<Path> files = Files.list(application)) {
            runner = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        runner.toString(),
                        argument)
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().put("QUARKUS_CONFIG_LOCATIONS", file().toUri().toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said + Files.readString(directory.resolve("errors"));
    }
}
