package de.lopezitwelt.platform.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import de.lopezitwelt.platform.local.account.AccountRole;
import de.lopezitwelt.platform.local.account.AccountsBootstrap;
import de.lopezitwelt.platform.local.account.SchemaAccounts;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.platform.persistence.ConnectionTls;
import de.lopezitwelt.platform.testing.backend.Backends;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A schema that is brought up to date by one process and waited for by another. */
class MigrationIT {
    private static final String SCHEMA = "migration_test";

    private final Backends backends = Backends.find();
    private final SchemaAccounts accounts = accounts();

    @BeforeEach
    void create() throws SQLException {
        new AccountsBootstrap(backends.mysql()).drop(accounts);
        new AccountsBootstrap(backends.mysql()).create(List.of(accounts));
    }

    @AfterEach
    void drop() throws SQLException {
        new AccountsBootstrap(backends.mysql()).drop(accounts);
    }

    @Test
    void migratesOnceAndChangesNothingWhenRepeated() throws SQLException {
        assertThat(waiting().sentence(SCHEMA))
                .isEqualTo("schema migration_test is empty: no migration has given this account its rights yet");

        for (int times = 0; times < 2; times++) {
            assertThat(new Migration(config()).run())
                    .isEqualTo("schema migration_test is at 1.0.0, this program needs 1.0.0");
        }

        assertThat(waiting().complete())
                .as("seen by the account of the service's own work")
                .isTrue();
    }

    @Test
    void versionBeforeServesOnTheSchemaOfTheNext() throws SQLException {
        new Migration(config()).run();
        root("INSERT INTO migration_test.flyway_schema_history (installed_rank, version, description, type, script,"
                + " checksum, installed_by, execution_time, success)"
                + " VALUES (99, '9.0.0', 'of the next version', 'SQL', 'V9_0_0__next.sql', 1, 'x', 1, 1)");

        assertThat(waiting().complete()).isTrue();
        assertThat(waiting().current()).isEqualTo("9.0.0");
    }

    @Test
    void failedMigrationIsSaidAndTakenUpAgain() throws SQLException {
        new Migration(config()).run();
        root("UPDATE migration_test.flyway_schema_history SET success = 0", "DROP TABLE migration_test.things");

        assertThat(waiting().complete()).isFalse();
        assertThat(waiting().sentence(SCHEMA)).endsWith("; the migration to 1.0.0 has failed");

        new Migration(config()).run();

        assertThat(waiting().complete()).isTrue();
    }

    @Test
    void missingPasswordOfTheMigratorIsNamed() {
        Map<String, String> values = values();
        values.put("lopez.mysql.migrator-password", "");

        assertThatIllegalStateException()
                .isThrownBy(() -> new Migration(config(values)).run())
                .withMessage("Not migrated: lopez.mysql.migrator-password is missing");
    }

    @Test
    void processThatServesSaysWhatItWaitsForAndGoesOnOnceItIsThere() throws Exception {
        int port = FreePorts.next();
        // A thread of this one's: it finds migrations with the same class loader.
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                () -> await(port, Duration.ofMinutes(1)), task -> new Thread(task, "waiting-for-schema").start());

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get(port, "/q/health/ready").body())
                        .contains("\"name\":\"schema\"", "\"current\":\"empty\""));
        assertThat(get(port, "/q/health/ready").statusCode()).isEqualTo(503);
        assertThat(get(port, "/q/health/started").statusCode()).isEqualTo(503);
        assertThat(get(port, "/q/health/live").statusCode()).isEqualTo(200);
        assertThat(waiting).isNotDone();

        new Migration(config()).run();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(20));
        assertThat(FreePorts.isFree(port))
                .as("the application takes the port now")
                .isTrue();
    }

    @Test
    void patienceThatIsOverEndsTheStartWithBothVersions() {
        assertThatIllegalStateException()
                .isThrownBy(() -> await(FreePorts.next(), Duration.ofMillis(1)))
                .withMessage(
                        "Not started: schema migration_test is empty: no migration has given this account its rights yet."
                                + " Run the migration of this version first");
    }

    private void await(int port, Duration patience) {
        var config = new SchemaConfig() {
            @Override
            public boolean atStart() {
                return false;
            }

            @Override
            public Duration patience() {
                return patience;
            }
        };
        try {
            new SchemaWait(worker(), config, SCHEMA, "localhost", port).await();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private SchemaState waiting() {
        return SchemaState.of(worker());
    }

    private Flyway worker() {
        SmallRyeConfig config = config();
        return Flyway.configure()
                .dataSource(
                        ConnectionTls.of(config, LaunchMode.NORMAL)
                                .protectedUrl(config.getValue("quarkus.flyway.jdbc-url", String.class)),
                        accounts.account(AccountRole.WORKER),
                        accounts.passwords().get(AccountRole.WORKER))
                .locations("db/migration", "db/platform")
                .load();
    }

    private void root(String... statements) throws SQLException {
        try (Connection connection = backends.mysql().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private SmallRyeConfig config() {
        return config(values());
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .addDefaultSources()
                .withSources(new PropertiesConfigSource(values, "test", 500))
                .build();
    }

    private Map<String, String> values() {
        var values = new HashMap<String, String>();
        values.putAll(backends.mysql().configuration());
        values.putAll(accounts.configuration());
        return values;
    }

    private static SchemaAccounts accounts() {
        var secrets = new RandomSecrets(new SecureRandom());
        var passwords = new EnumMap<AccountRole, String>(AccountRole.class);
        for (AccountRole role : AccountRole.values()) {
            passwords.put(role, secrets.password());
        }
        return new SchemaAccounts(SCHEMA, SCHEMA, passwords);
    }
}
