package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.server.EmbeddedMySql;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a packaged service connects to MySQL: further instances, each told something else than the platform's own. */
class DatabaseTlsIT {
    private static final PlatformService SERVICE = PlatformService.ORG_BILLING;
    private static final String MODE = "lopez.mysql.tls";
    private static final String AUTHORITIES = "lopez.mysql.tls-ca";
    private static final Path ANOTHER = Platform.ROOT.resolve("system-tests/src/test/resources/another-authority.pem");

    private static final String ENCRYPTED_ACCOUNTS = """
            SELECT DISTINCT t.processlist_user
            FROM performance_schema.threads t JOIN performance_schema.status_by_thread s ON s.thread_id = t.thread_id
            WHERE s.variable_name = 'Ssl_cipher' AND s.variable_value LIKE 'TLS%'
            ORDER BY t.processlist_user""";

    private final Platform platform = Platform.running();

    @Test
    void aServerThatTheAuthoritiesVouchForIsConnectedToWithTlsByEveryAccount() throws Exception {
        Path certificate =
                EmbeddedMySql.certificate(platform.local().settings().state().mysql());
        String instance = SERVICE.serviceName() + "-verifying";
        try {
            platform.local()
                    .startInstance(
                            SERVICE,
                            instance,
                            FreePorts.next(),
                            Map.of(MODE, "verify", AUTHORITIES, certificate.toString()));
            assertThat(encryptedAccounts())
                    .contains("lopez_org_billing_reader", "lopez_org_billing_worker", "lopez_org_billing_writer");
        } finally {
            platform.local().process(instance).ifPresent(process -> process.stop(Duration.ofSeconds(20)));
        }
    }

    @Test
    void aServerThatOnlyAnotherAuthorityVouchesForEndsTheStartWithTheReason() throws IOException {
        String log = refused("-distrustful", Map.of(MODE, "verify", AUTHORITIES, ANOTHER.toString()));

        assertThat(log)
                .contains("Not started: no TLS that lopez.mysql.tls and lopez.mysql.tls-ca permit with MySQL")
                .contains("certificate_unknown");
    }

    @Test
    void plainTextThatNobodyHasAcceptedEndsTheStartWithTheReason() throws IOException {
        assertThat(refused("-plain", Map.of("lopez.mysql.plain-text-accepted", "false")))
                .contains("Not started: with lopez.mysql.tls=off", "lopez.mysql.plain-text-accepted=true says so");
    }

    private String refused(String suffix, Map<String, String> configuration) throws IOException {
        String instance = SERVICE.serviceName() + suffix;
        assertThatThrownBy(() -> platform.local().startInstance(SERVICE, instance, FreePorts.next(), configuration))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended while starting");
        return Files.readString(platform.local().settings().state().log(instance));
    }

    private List<String> encryptedAccounts() throws SQLException {
        var accounts = new ArrayList<String>();
        try (Connection connection = platform.local().mysql().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ENCRYPTED_ACCOUNTS)) {
            while (rows.next()) {
                accounts.add(rows.getString(1));
            }
        }
        return accounts;
    }
}
