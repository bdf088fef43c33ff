package de.lopezitwelt.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.mysql.MySqlTls;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BackendsResourceIT {
    @Test
    void migratorGrantsAndTheOthersStartWithNothing() throws SQLException {
        var resource = new BackendsResource();
        Map<String, String> configuration = resource.start();
        String schema = Objects.requireNonNull(configuration.get("lopez.mysql.schema"));
        try {
            assertThat(schema).matches("t[0-9a-z]{3}_lopez_test");

            try (Connection migrator = server(configuration, "migrator").connect();
                    var statement = migrator.createStatement()) {
                statement.execute("CREATE TABLE " + schema + ".thing (id INT PRIMARY KEY)");
                statement.execute("GRANT SELECT ON " + schema + ".thing TO '" + schema + "_reader'@'%'");
            }

            try (Connection reader = server(configuration, "reader").connect();
                    ResultSet rows =
                            reader.createStatement().executeQuery("SELECT COUNT(*) FROM " + schema + ".thing")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isZero();
            }
            try (Connection worker = server(configuration, "worker").connect();
                    var statement = worker.createStatement()) {
                assertThatThrownBy(() -> statement.executeQuery("SELECT COUNT(*) FROM " + schema + ".thing"))
                        .isInstanceOf(SQLException.class);
            }
        } finally {
            resource.stop();
        }
        assertThatThrownBy(() -> server(configuration, "migrator").connect()).isInstanceOf(SQLException.class);
    }

    private static MySqlServer server(Map<String, String> configuration, String role) {
        return MySqlServer.at(
                value(configuration, "lopez.mysql.address"),
                value(configuration, "lopez.mysql.account-prefix") + "_" + role,
                value(configuration, "lopez.mysql." + role + "-password"),
                MySqlTls.REQUIRED);
    }

    private static String value(Map<String, String> configuration, String key) {
        return Objects.requireNonNull(configuration.get(key), key);
    }
}
