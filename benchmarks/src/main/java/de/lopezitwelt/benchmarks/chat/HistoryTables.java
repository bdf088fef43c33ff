package de.lopezitwelt.benchmarks.chat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Chat's tables while they are filled and while they are measured. Filling goes without the full-text index, which is
 * built in one piece afterwards, and without waiting for the disk; during a measurement both are back. The settings are
 * restored at the end.
 */
final class HistoryTables implements AutoCloseable {
    private static final String INDEX = "ft_message_search_words";
    private static final Duration CLEAN_WITHIN = Duration.ofMinutes(10);
    /** Pages of 16 KiB; a running service leaves this many dirty anyway. */
    private static final int FEW_PAGES = 1_000;

    private final Connection connection;
    private final String schema;
    private final Map<String, String> found = new LinkedHashMap<>();

    /** @param large for millions of rows: more memory, the same for every measured size */
    HistoryTables(String jdbcUrl, String schema, boolean large) throws SQLException {
        this.connection = DriverManager.getConnection(jdbcUrl);
        this.schema = schema;
        connection.setCatalog(schema);
        run("SET SESSION sql_log_bin = 0, SESSION lock_wait_timeout = 60");
        if (large) {
            set("innodb_buffer_pool_size", "1073741824");
            set("innodb_redo_log_capacity", "2147483648");
            set("innodb_io_capacity_max", "8000");
            set("innodb_io_capacity", "4000");
        }
    }

    void beginFilling() throws SQLException {
        set("innodb_flush_log_at_trx_commit", "0");
        if (hasIndex()) {
            run("ALTER TABLE message_search DROP INDEX " + INDEX);
        }
    }

    /** Returns the seconds that building the index took. */
    double endFilling() throws SQLException, InterruptedException {
        long start = System.nanoTime();
        addIndex();
        double seconds = (System.nanoTime() - start) / 1e9;
        set("innodb_flush_log_at_trx_commit", "1");
        run("ANALYZE NO_WRITE_TO_BINLOG TABLE chat_sessions, chat_messages, message_search");
        awaitCleanPages();
        return seconds;
    }

    /** The size of chat's tables on disk, in mebibytes. */
    double mebibytes() throws SQLException {
        return number("SELECT SUM(file_size) / 1048576 FROM information_schema.innodb_tablespaces"
                + " WHERE name LIKE '" + schema + "/%'");
    }

    private void addIndex() throws SQLException {
        if (!hasIndex()) {
            run("ALTER TABLE message_search ADD FULLTEXT INDEX " + INDEX + " (words)");
        }
    }

    private boolean hasIndex() throws SQLException {
        return number("SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE()"
                        + " AND index_name = '" + INDEX + "'")
                > 0;
    }

    /** Waits until MySQL has written what filling left dirty; otherwise it would write it during the measurement. */
    private void awaitCleanPages() throws SQLException, InterruptedException {
        String lowWater = value("innodb_max_dirty_pages_pct_lwm");
        String most = value("innodb_max_dirty_pages_pct");
        run("SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0");
        run("SET GLOBAL innodb_max_dirty_pages_pct = 0");
        long until = System.nanoTime() + CLEAN_WITHIN.toNanos();
        while (System.nanoTime() < until
                && number("SELECT variable_value FROM performance_schema.global_status"
                                + " WHERE variable_name = 'Innodb_buffer_pool_pages_dirty'")
                        > FEW_PAGES) {
            Thread.sleep(Duration.ofMillis(500));
        }
        run("SET GLOBAL innodb_max_dirty_pages_pct = " + most);
        run("SET GLOBAL innodb_max_dirty_pages_pct_lwm = " + lowWater);
    }

    private void set(String variable, String value) throws SQLException {
        found.putIfAbsent(variable, value(variable));
        run("SET GLOBAL " + variable + " = " + value);
    }

    private String value(String variable) throws SQLException {
        return String.valueOf(query("SELECT @@GLOBAL." + variable));
    }

    private double number(String sql) throws SQLException {
        return Double.parseDouble(query(sql));
    }

    private String query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            addIndex();
            for (var setting : found.entrySet()) {
                run("SET GLOBAL " + setting.getKey() + " = " + setting.getValue());
            }
        }
    }
}
