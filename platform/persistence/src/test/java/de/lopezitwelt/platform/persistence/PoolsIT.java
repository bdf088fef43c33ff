package de.lopezitwelt.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.vertx.RunOnVertxContext;
import io.quarkus.test.vertx.UniAsserter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.mysqlclient.MySQLException;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class PoolsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SETTINGS =
            "SELECT @@session.time_zone AS zone, @@session.transaction_isolation AS isolation,"
                    + " @@session.character_set_client AS charset, SUBSTRING_INDEX(CURRENT_USER(), '@', 1) AS account";

    private static final String CIPHER =
            "SELECT variable_value FROM performance_schema.session_status WHERE variable_name = 'Ssl_cipher'";

    @Inject
    Flyway flyway;

    @Inject
    Pool writer;

    @Inject
    @ReactiveDataSource("reader")
    Pool reader;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    IdGenerator ids;

    @ConfigProperty(name = "lopez.mysql.account-prefix")
    String accounts;

    @Test
    void everyPoolHasItsAccountAndTheCommonSession() {
        assertSession(writer, "_writer");
        assertSession(reader, "_reader");
        assertSession(worker, "_worker");
    }

    private void assertSession(Pool pool, String account) {
        Row row = pool.query(SETTINGS)
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next();
        assertThat(row.getString("zone")).isEqualTo("+00:00");
        assertThat(row.getString("isolation")).isEqualTo("READ-COMMITTED");
        assertThat(row.getString("charset")).isEqualTo("utf8mb4");
        assertThat(row.getString("account")).isEqualTo(accounts + account);
    }

    @Test
    void everyPoolAndTheMigrationsAreEncrypted() throws SQLException {
        for (Pool pool : List.of(writer, reader, worker)) {
            Row row = pool.query(CIPHER)
                    .execute()
                    .await()
                    .atMost(PATIENCE)
                    .iterator()
                    .next();
            assertThat(row.getString(0)).startsWith("TLS_");
        }
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CIPHER)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).startsWith("TLS_");
        }
    }

    @Test
    void accountsMayDoNoMoreThanTheMigrationGranted() {
        assertThatThrownBy(() ->
                        reader.query("DELETE FROM things").execute().await().atMost(PATIENCE))
                .isInstanceOf(MySQLException.class)
                .hasMessageContaining("denied");
        assertThatThrownBy(() -> worker.query("CREATE TABLE t (id INT)")
                        .execute()
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(MySQLException.class)
                .hasMessageContaining("denied");
    }

    @Test
    @RunOnVertxContext
    void hibernateWritesInUtcWhatTheReaderReads(UniAsserter asserter) {
        Thing thing = new Thing();
        String id = ids.next();
        Instant created = IdGenerator.timeOf(id);
        thing.id = id;
        thing.createdAt = created;

        asserter.execute(() -> sessions.withTransaction(session -> session.persist(thing)));

        asserter.assertThat(
                () -> reader.preparedQuery("SELECT created_at FROM things WHERE id = ?")
                        .execute(Tuple.of(id)),
                rows -> assertThat(rows.iterator().next().getLocalDateTime(0))
                        .isEqualTo(LocalDateTime.ofInstant(created, ZoneOffset.UTC)));
    }

    @Test
    @RunOnVertxContext
    void hibernateUsesTheWriterPoolWithItsSession(UniAsserter asserter) {
        asserter.assertThat(
                () -> sessions.withSession(session -> session.createNativeQuery(
                                "SELECT CONCAT(@@session.transaction_isolation, ' ', SUBSTRING_INDEX(CURRENT_USER(), '@', 1))",
                                String.class)
                        .getSingleResult()),
                seen -> assertThat(seen).isEqualTo("READ-COMMITTED " + accounts + "_writer"));
    }
}
