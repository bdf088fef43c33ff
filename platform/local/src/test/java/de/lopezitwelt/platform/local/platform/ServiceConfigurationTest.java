package de.lopezitwelt.platform.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConfigurationTest {
    @TempDir
    Path directory;

    private PlatformSettings settings;

    @BeforeEach
    void settings() {
        settings = PlatformSettings.of(Path.of("/checkout"))
                .stateIn(directory)
                .on(Ports.standard(0))
                .configure(PlatformService.CHAT, "lopez.limit", "7");
    }

    @Test
    void everyServiceGetsItsOwnSchemaPortAndSecret() throws IOException {
        Map<String, String> chat = configuration().of(PlatformService.CHAT);
        Map<String, String> agent = configuration().of(PlatformService.AGENT);

        assertThat(chat)
                .containsEntry("quarkus.http.port", "8083")
                .containsEntry("lopez.mysql.schema", "lopez_chat")
                .containsEntry("lopez.services.org-billing", "http://localhost:8084")
                .containsEntry("lopez.limit", "7");
        assertThat(agent).doesNotContainKey("lopez.limit");
        assertThat(chat.get("lopez.service.secret")).isNotEqualTo(agent.get("lopez.service.secret"));
        assertThat(chat.get("lopez.mysql.writer-password")).isNotEqualTo(chat.get("lopez.mysql.reader-password"));
    }

    @Test
    void authKnowsClientsByDigestAlone() throws IOException {
        Map<String, String> auth = configuration().of(PlatformService.AUTH);
        String secret = configuration().of(PlatformService.CHAT).getOrDefault("lopez.service.secret", "");

        assertThat(auth)
                .containsEntry("lopez.auth.service-clients.chat-service.secret-sha256", RandomSecrets.sha256(secret));
        assertThat(auth.values()).doesNotContain(secret);
        assertThat(configuration().of(PlatformService.CHAT)).doesNotContainKey("lopez.auth.peppers");
    }

    @Test
    void secretsAreMadeOnceAndReadableByTheirOwnerAlone() throws IOException {
        Path first = configuration().write(PlatformService.AUTH, Map.of(), "auth-service");
        Properties before = properties(first);
        Properties again = properties(configuration().write(PlatformService.AUTH, Map.of(), "auth-service"));

        assertThat(again).isEqualTo(before);
        try (Stream<Path> files = Files.list(settings.state().secrets())) {
            assertThat(files)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void changesOfAnInstanceWin() throws IOException {
        Path file = configuration().write(PlatformService.CHAT, Map.of("quarkus.http.port", "9999"), "chat-service-2");

        assertThat(properties(file)).containsEntry("quarkus.http.port", "9999");
    }

    @Test
    void healthAndMetricsHaveAPortOfTheirOwnThatNobodyElseReaches() throws IOException {
        assertThat(configuration().of(PlatformService.CHAT))
                .containsEntry("quarkus.management.port", "9083")
                .containsEntry("quarkus.management.host", "127.0.0.1");
        assertThat(Ports.standard(7).managementOf(PlatformService.AUTH)).isEqualTo(9088);
        assertThat(Ports.standard(0).numbers()).containsEntry("auth-service management", 9081);
    }

    @Test
    void trialGoesOnWithoutAnybodyReadingMail() throws IOException {
        assertThat(configuration().of(PlatformService.AUTH))
                .containsEntry("lopez.auth.verification.unverified-may-not", "");
    }

    @Test
    void portsSurviveTheirFile() throws IOException {
        Ports ports = Ports.free();
        ports.save(directory.resolve("ports"));

        assertThat(Ports.load(directory.resolve("ports"))).isEqualTo(ports);
        assertThat(ports.numbers().values()).doesNotHaveDuplicates().allMatch(port -> port < 32_768);
    }

    @Test
    void externalServersAreRecognised() {
        assertThat(Servers.named(Map.of())).isEqualTo(Servers.EMBEDDED);
        assertThat(Servers.named(Map.of("LOPEZ_MYSQL_URL", "mysql://root:pw@db:3307"))
                        .mysql())
                .isEqualTo(new MySqlServer("db", 3307, "root", "pw"));
    }

    private ServiceConfiguration configuration() throws IOException {
        return new ServiceConfiguration(
                settings,
                PlatformSecrets.in(settings.state().secrets()),
                new MySqlServer("localhost", 1, "root", "x"),
                "localhost:2");
    }

    private static Properties properties(Path file) throws IOException {
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return properties;
    }
}
