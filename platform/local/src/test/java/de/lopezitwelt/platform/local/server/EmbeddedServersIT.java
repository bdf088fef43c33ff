package de.lopezitwelt.platform.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.distribution.DownloadCache;
import de.lopezitwelt.platform.local.distribution.KafkaDistribution;
import de.lopezitwelt.platform.local.distribution.MySqlDistribution;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
    @TempDir
    Path directory;

    @Test
    void mysqlIsDurableKeepsItsDataAndStops() throws IOException, InterruptedException, SQLException {
        MySqlDistribution distribution = MySqlDistribution.fetch(DownloadCache.ofUser(), progress -> {});
        var mysql = new EmbeddedMySql(
                distribution,
                directory.resolve("mysql"),
                directory.resolve("mysql.log"),
                directory.resolve("mysql.pid"),
                FreePorts.next(),
                "it's \\ secret");

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
