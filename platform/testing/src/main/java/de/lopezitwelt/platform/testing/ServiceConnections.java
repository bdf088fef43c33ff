package de.lopezitwelt.platform.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The MySQL connections of the service under test, which this class lists and cuts with administrator rights. */
public final class ServiceConnections {
    private static final int NO_SUCH_THREAD = 1094;
    private static final Duration BETWEEN_CUTS = Duration.ofMillis(2);

    private ServiceConnections() {}

    /** Cuts all connections that exist now. */
    public static void cut() {
        administer(statement -> {
            for (long id : ids(statement, "TRUE")) {
                cut(statement, id);
            }
        });
    }

    /** Cuts all connections again and again, so that nothing that takes some milliseconds can finish. */
    public static void cutFor(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        administer(statement -> {
            while (System.nanoTime() < end) {
                for (long id : ids(statement, "TRUE")) {
                    cut(statement, id);
                }
                LockSupport.parkNanos(BETWEEN_CUTS.toNanos());
            }
        });
    }

    /** Cuts one connection if it still exists. */
    public static void cut(long connectionId) {
        administer(statement -> cut(statement, connectionId));
    }

    public static int count() {
        return count("TRUE");
    }

    /** The number of connections in {@code SLEEP}. */
    public static int asleep() {
        return count("state = 'User sleep'");
    }

    private static int count(String condition) {
        List<Long> found = new ArrayList<>();
        administer(statement -> found.addAll(ids(statement, condition)));
        return found.size();
    }

    private static void cut(Statement statement, long id) throws SQLException {
        try {
            statement.execute("KILL " + id);
        } catch (SQLException refused) {
            if (refused.getErrorCode() != NO_SUCH_THREAD) {
                throw refused;
            }
        }
    }

    private static List<Long> ids(Statement statement, String condition) throws SQLException {
        String accounts = ConfigProvider.getConfig().getValue("lopez.mysql.account-prefix", String.class);
        String processes = "SELECT id FROM information_schema.processlist WHERE LEFT(user, %d) = '%s' AND %s"
                .formatted(accounts.length(), accounts, condition);
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(processes)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static void administer(Use use) {
        Config config = ConfigProvider.getConfig();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mysql://" + config.getValue("lopez.mysql.address", String.class) + "/",
                        "root",
                        config.getValue("lopez.mysql.root-password", String.class));
                Statement statement = connection.createStatement()) {
            use.of(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Work on an administrator's connection. */
    private interface Use {
        void of(Statement statement) throws SQLException;
    }
}
