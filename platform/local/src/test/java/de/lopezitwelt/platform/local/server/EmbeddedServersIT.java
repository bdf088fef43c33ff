package de.lopezitwelt.platform.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.distribution.DownloadCache;
import de.lopezitwelt.platform.local.distribution.KafkaDistribution;
import de.lopezitwelt.platform.local.distribution.MySqlDistribution;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.mysql.MySqlTls;
import de.lopezitwelt.platform.mysql.TlsMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
    /** Empty without TLS. */
    private static final String CIPHER =
            "SELECT variable_value FROM performance_schema.session_status WHERE variable_name = 'Ssl_cipher'";

    /** What the server says at its start that has nothing to do with an option of ours. */
    private static final Pattern NO_OPTION = Pattern.compile("CA certificate .* is self signed"
            + "|Server SSL certificate doesn't verify: self signed certificate"
            + "|Ignoring --plugin-load\\[_add] list as the server is running with --initialize"
            + "|Insecure configuration for --pid-file"
            + "|root@localhost is created with an empty password"
            + "|MySQL Server Initialization");

    @TempDir
    Path directory;

    /** The passwords are asked for again: what the server remembers of them would spare it all. */
    @Test
    void mysqlTakesEveryTlsModeAndKnowsNoOtherAuthority() throws Exception {
        MySqlDistribution distribution = MySqlDistribution.fetch(DownloadCache.ofUser(), progress -> {});
        Path home = directory.resolve("mysql");
        int port = FreePorts.next();
        var mysql = new EmbeddedMySql(
                distribution,
                home,
                directory.resolve("mysql.log"),
                directory.resolve("mysql.pid"),
                port,
                "root",
                TlsMode.VERIFY);
        ServerCertificate stranger = ServerCertificate.in(directory.resolve("stranger"));
        stranger.make();

        ManagedProcess running = mysql.start();
        try {
            for (TlsMode mode : TlsMode.values()) {
                forgetPasswords(mysql.server());
                try (Connection connection =
                        EmbeddedMySql.server(home, port, "root", mode).connect()) {
                    assertThat(text(connection, CIPHER).isEmpty())
                            .as("%s", mode)
                            .isEqualTo(mode == TlsMode.OFF);
                }
            }
            MySqlServer trustingAnother =
                    new MySqlServer("localhost", port, "root", "root", MySqlTls.verify(stranger.certificate()));
            assertThatThrownBy(trustingAnother::connect).hasRootCauseInstanceOf(GeneralSecurityException.class);
            MySqlServer byAnotherName =
                    new MySqlServer("127.1", port, "root", "root", MySqlTls.verify(EmbeddedMySql.certificate(home)));
            assertThatThrownBy(byAnotherName::connect).hasRootCauseInstanceOf(CertificateException.class);
        } finally {
            running.stop(EmbeddedMySql.GRACE);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("tls/server-key.pem"))))
                .isEqualTo("rw-------");
    }

    private static void forgetPasswords(MySqlServer server) throws SQLException {
        try (Connection connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("FLUSH PRIVILEGES");
        }
    }

    @Test
    void mysqlIsDurableKeepsItsDataAndStops() throws IOException, InterruptedException, SQLException {
        MySqlDistribution distribution = MySqlDistribution.fetch(DownloadCache.ofUser(), progress -> {});
        var mysql = new EmbeddedMySql(
                distribution,
                directory.resolve("mysql"),
                directory.resolve("mysql.log"),
                directory.resolve("mysql.pid"),
                FreePorts.next(),
                "it's \\ secret",
                TlsMode.OFF);

        ManagedProcess first = mysql.start();
        try (Connection connection = mysql.server().connect();
                var statement = connection.createStatement()) {
            assertThat(text(connection, "SELECT @@innodb_flush_log_at_trx_commit + @@sync_binlog"))
                    .isEqualTo("2");
            assertThat(text(connection, "SELECT CONCAT(@@gtid_mode, @@global.time_zone)"))
                    .isEqualTo("ON+00:00");
            statement.execute("CREATE DATABASE kept");
        } finally {
            first.stop(EmbeddedMySql.GRACE);
        }
        assertThat(first.alive()).isFalse();

        ManagedProcess second = mysql.start();
        try (Connection connection = mysql.server().connect()) {
            assertThat(text(connection, "SHOW DATABASES LIKE 'kept'")).isEqualTo("kept");
            assertThat(ManagedProcess.running("MySQL", directory.resolve("mysql.pid")))
                    .isPresent();
        } finally {
            second.stop(EmbeddedMySql.GRACE);
        }
        assertThat(directory.resolve("mysql.pid")).doesNotExist();
    }

    @Test
    void noOptionIsWarnedAboutAndThePluginsAreThere() throws IOException, InterruptedException, SQLException {
        Path log = directory.resolve("mysql.log");
        var mysql = new EmbeddedMySql(
                MySqlDistribution.fetch(DownloadCache.ofUser(), progress -> {}),
                directory.resolve("mysql"),
                log,
                directory.resolve("mysql.pid"),
                FreePorts.next(),
                "root",
                TlsMode.OFF);

        ManagedProcess running = mysql.start();
        try (Connection connection = mysql.server().connect()) {
            assertThat(text(
                            connection,
                            "SELECT COUNT(*) FROM information_schema.plugins WHERE plugin_status = 'ACTIVE'"
                                    + " AND plugin_name IN ('clone', 'rpl_semi_sync_source', 'rpl_semi_sync_replica')"))
                    .isEqualTo("3");
            assertThat(text(connection, "SELECT CONCAT(@@slow_query_log, @@log_output, @@innodb_flush_method)"))
                    .isEqualTo("1TABLEO_DIRECT");
        } finally {
            running.stop(EmbeddedMySql.GRACE);
        }
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("[Warning]") || line.contains("[ERROR]"))
                .filteredOn(line -> !NO_OPTION.matcher(line).find())
                .isEmpty();
    }

    @Test
    void kafkaStartsTwiceOnTheSameData() throws IOException, InterruptedException {
        KafkaDistribution distribution = KafkaDistribution.fetch(DownloadCache.ofUser(), progress -> {});
        var kafka = new EmbeddedKafka(
                distribution,
                directory.resolve("kafka"),
                directory.resolve("kafka.log"),
                directory.resolve("kafka.pid"),
                FreePorts.next(),
                FreePorts.next());

        for (int run = 0; run < 2; run++) {
            ManagedProcess broker = kafka.start();
            assertThat(broker.alive()).isTrue();
            broker.stop(EmbeddedKafka.GRACE);
            assertThat(broker.alive()).isFalse();
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
