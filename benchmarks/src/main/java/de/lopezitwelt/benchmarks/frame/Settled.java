package de.lopezitwelt.benchmarks.frame;

import de.lopezitwelt.platform.local.platform.PlatformService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Checks that the whole work was measured: every budget is settled and every event is published. */
public final class Settled {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private Settled() {}

    /**
     * Waits for it and reports how long it took.
     *
     * @throws IllegalStateException when something stays reserved or unpublished
     */
    public static void await(BenchPlatform platform, Report report) throws SQLException, InterruptedException {
        String schema = PlatformService.CHAT.schema();
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(platform.jdbcUrl());
                Statement statement = connection.createStatement()) {
            report.note("events not out at the end", number(statement, "SELECT COUNT(*) FROM " + schema + ".outbox"));
            while (number(statement, "SELECT COUNT(*) FROM " + schema + ".outbox") > 0
                    || number(statement, "SELECT COALESCE(SUM(reserved), 0) FROM " + schema + ".usage_counters") > 0) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException("events are not out or budgets not settled after " + PATIENCE);
                }
                Thread.sleep(LOOK_EVERY);
            }
            report.note("seconds until all were out and all budgets settled", (System.nanoTime() - start) / 1e9);
            report.note(
                    "turns with both messages stored",
                    number(statement, "SELECT COUNT(*) FROM " + schema + ".chat_messages WHERE type = 'agent'"));
        }
    }

    private static double number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
