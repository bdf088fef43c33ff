package de.lopezitwelt.benchmarks.frame;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counters of a MySQL server, from its status variables, its {@code performance_schema} and its GTIDs. */
final class MySqlWork implements AutoCloseable {
    private static final Map<String, String> STATUS = Map.of(
            "Innodb_rows_inserted", "rows_inserted",
            "Innodb_rows_updated", "rows_updated",
            "Innodb_rows_deleted", "rows_deleted",
            "Innodb_rows_read", "rows_read",
            "Questions", "statements",
            "Innodb_os_log_written", "bytes_redo",
            "Binlog_cache_disk_use", "binlog_spills");

    /** Writes and waits for the disk: of a file's other operations, only those of the two logs are waits. */
    private static final String FILES = """
            SELECT event_name, SUM(sum_number_of_bytes_write), SUM(count_misc)
            FROM performance_schema.file_summary_by_event_name
            WHERE event_name IN ('wait/io/file/sql/binlog', 'wait/io/file/innodb/innodb_log_file')
            GROUP BY event_name
            """;

    private final Connection connection;

    private MySqlWork(Connection connection) {
        this.connection = connection;
    }

    /** @param url JDBC URL with an account that reads {@code performance_schema} */
    static MySqlWork of(String url) throws SQLException {
        return new MySqlWork(DriverManager.getConnection(url));
    }

    /**
     * The counters since the server's start: rows by what happened to them, statements sent by clients, durable
     * transactions, waits for the disk ({@code fsyncs}, of redo and binary log), bytes written to both logs, and
     * transactions whose binary log did not fit its cache. Those of other schemas and of this class itself (four
     * statements) count, too.
     */
    Map<String, Long> counters() {
        try (Statement statement = connection.createStatement()) {
            var counters = new LinkedHashMap<String, Long>();
            try (ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS")) {
                while (rows.next()) {
                    String name = STATUS.get(rows.getString(1));
                    if (name != null) {
                        counters.put(name, rows.getLong(2));
                    }
                }
            }
            long waits = 0;
            try (ResultSet rows = statement.executeQuery(FILES)) {
                while (rows.next()) {
                    waits += rows.getLong(3);
                    if (rows.getString(1).endsWith("binlog")) {
                        counters.put("bytes_binlog", rows.getLong(2));
                    }
                }
            }
            counters.put("fsyncs", waits);
            try (ResultSet rows = statement.executeQuery("SELECT @@GLOBAL.gtid_executed")) {
                rows.next();
                counters.put("transactions", transactions(rows.getString(1)));
            }
            return counters;
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL's counters cannot be read", e);
        }
    }

    /** How many transactions a GTID set holds, such as {@code uuid:1-5:7,\nuuid:1-3}: 9. */
    static long transactions(String gtids) {
        long transactions = 0;
        for (String source : gtids.split(",")) {
            String[] parts = source.strip().split(":");
            for (int i = 1; i < parts.length; i++) {
                String[] ends = parts[i].split("-");
                transactions += Long.parseLong(ends[ends.length - 1]) - Long.parseLong(ends[0]) + 1;
            }
        }
        return transactions;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
