package de.lopezitwelt.platform.local.data.backup;

import de.lopezitwelt.platform.local.account.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One moment of a whole server, for as long as it is open. Writes go on; tables, columns and rights cannot be changed, so that
 * migrations and partition jobs wait.
 */
final class Snapshot implements AutoCloseable {
    /** Longest wait for the read lock: all writes queue behind it while it waits for a long statement. */
    private static final int PATIENCE_SECONDS = 10;

    private static final int ATTEMPTS = 6;
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private final Connection connection;
    private final Instant moment;
    private final String gtids;

    private Snapshot(Connection connection, Instant moment, String gtids) {
        this.connection = connection;
        this.moment = moment;
        this.gtids = gtids;
    }

    /** @throws SQLException when statements keep tables locked for a minute, or tables are being changed */
    static Snapshot of(MySqlServer server) throws SQLException {
        Connection connection = server.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + PATIENCE_SECONDS
                    + ", SESSION time_zone = '+00:00', SESSION print_identified_with_as_hex = ON,"
                    + " SESSION net_write_timeout = 3600, SESSION transaction_isolation = 'REPEATABLE-READ'");
            statement.execute("LOCK INSTANCE FOR BACKUP");
            lockWrites(statement);
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            Instant moment =
                    Instant.parse(text(statement, "SELECT DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%dT%H:%i:%s.%fZ')"));
            String gtids = text(statement, "SELECT @@GLOBAL.gtid_executed").replace("\n", "");
            statement.execute("UNLOCK TABLES");
            return new Snapshot(connection, moment, gtids);
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private static void lockWrites(Statement statement) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                statement.execute("FLUSH TABLES WITH READ LOCK");
                return;
            } catch (SQLException waited) {
                if (waited.getErrorCode() != LOCK_WAIT_TIMEOUT || attempt == ATTEMPTS) {
                    throw waited;
                }
            }
        }
    }

    Instant moment() {
        return moment;
    }

    String gtids() {
        return gtids;
    }

    /** A statement of the one connection that sees this moment. */
    Statement statement() throws SQLException {
        return connection.createStatement();
    }

    String text(String query) throws SQLException {
        try (Statement statement = statement()) {
            return text(statement, query);
        }
    }

    List<String> texts(String query) throws SQLException {
        try (Statement statement = statement();
                ResultSet rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** One column of the one row of a SHOW CREATE statement. */
    String column(String query, String column) throws SQLException {
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(column);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
