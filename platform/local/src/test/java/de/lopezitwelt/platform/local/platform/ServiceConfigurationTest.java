package de.lopezitwelt.platform.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import de.lopezitwelt.platform.mysql.MySqlTls;
import de.lopezitwelt.platform.mysql.TlsMode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
                .isEqualTo(new MySqlServer("db", 3307, "root", "pw", MySqlTls.REQUIRED));
    }

    @Test
    void tlsOfServersIsNamedAndChecked() throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "");
        Map<String, String> verified = Map.of(
                "LOPEZ_MYSQL_URL",
                "mysql://root:pw@db:3307",
                "LOPEZ_MYSQL_TLS",
                "verify",
                "LOPEZ_MYSQL_TLS_CA",
                "" + file);

        assertThat(Servers.named(verified).mysql())
                .isEqualTo(new MySqlServer("db", 3307, "root", "pw", MySqlTls.verify(file)));
        assertThat(Servers.named(Map.of("LOPEZ_MYSQL_TLS", "verify")).embeddedTls())
                .isEqualTo(TlsMode.VERIFY);
        for (Map<String, String> wrong : List.of(
                Map.of("LOPEZ_MYSQL_TLS", "on"),
                Map.of("LOPEZ_MYSQL_TLS_CA", "" + file),
                Map.of("LOPEZ_MYSQL_URL", "mysql://root:pw@db", "LOPEZ_MYSQL_TLS", "off"),
                Map.of("LOPEZ_MYSQL_URL", "mysql://root:pw@db", "LOPEZ_MYSQL_TLS_CA", "/no/such/file"))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Servers.named(wrong))
                    .withMessageContaining("LOPEZ_MYSQL_");
        }
    }

    @Test
    void aServiceConnectsAsThisProgramDoes() throws IOException {
        Path key = directory.resolve("mysql/data/public_key.pem");
        MySqlTls plain = MySqlTls.off(key);

        assertThat(configuration(plain).of(PlatformService.CHAT))
                .containsEntry("lopez.mysql.tls", "off")
                .containsEntry("lopez.mysql.server-public-key", key.toString())
                .containsEntry("lopez.mysql.plain-text-accepted", "true");
        settings = settings.with(new Servers(new MySqlServer("db", 1, "u", "p", plain), null, TlsMode.OFF));
        assertThat(configuration(plain).of(PlatformService.CHAT)).doesNotContainKey("lopez.mysql.plain-text-accepted");
        assertThat(configuration(MySqlTls.verify(key)).of(PlatformService.CHAT))
                .containsEntry("lopez.mysql.tls", "verify")
                .containsEntry("lopez.mysql.tls-ca", key.toString());
    }

    private ServiceConfiguration configuration() throws IOException {
        return configuration(MySqlTls.REQUIRED);
    }

    private ServiceConfiguration configuration(MySqlTls tls) throws IOException {
        return new ServiceConfiguration(
                settings,
                PlatformSecrets.in(settings.state().secrets()),
                new MySqlServer("localhost", 1, "root", "x", tls),
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
