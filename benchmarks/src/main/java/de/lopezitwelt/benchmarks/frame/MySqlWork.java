package de.lopezitwelt.benchmarks.frame;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counters of a MySQL server, from its status variables, its {@code performance_schema} and its GTIDs. */
final class MySqlWork implements AutoCloseable {
    /** What of the binary log belongs to no table. */
    static final String TRANSACTIONS = "transactions";

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

    private static final String TABLES = """
            SELECT CONCAT(object_schema, '.', object_name), count_insert, count_update, count_delete
            FROM performance_schema.table_io_waits_summary_by_table
            WHERE object_type = 'TABLE'
                AND object_schema NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')
                AND count_insert + count_update + count_delete > 0
            """;

    /** Of an event: the number that stands for a table until the next event of this kind, and the table's name. */
    private static final Pattern TABLE_MAP = Pattern.compile("table_id: (\\d+) \\((.+)\\)");

    private static final Pattern ROWS = Pattern.compile("table_id: (\\d+)\\b.*");

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

    /** Rows by table and by what happened to them, since the server's start; without bytes. */
    Map<String, TableWork> tables() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            var tables = new TreeMap<String, TableWork>();
            while (rows.next()) {
                tables.put(rows.getString(1), new TableWork(rows.getLong(2), rows.getLong(3), rows.getLong(4), 0));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL's tables cannot be read", e);
        }
    }

    /** A place in the binary log. */
    record Place(String file, long position) {}

    /** The end of the binary log. */
    Place place() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW MASTER STATUS")) {
            if (!row.next()) {
                throw new IllegalStateException("MySQL writes no binary log");
            }
            return new Place(row.getString(1), row.getLong(2));
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL's binary log cannot be read", e);
        }
    }

    /**
     * The bytes of row events by table between two places. What belongs to a transaction and not to one of its tables
     * (its begin, its end, the names of tables) is under {@code transactions}.
     */
    Map<String, TableWork> binlogBytes(Place from, Place to) {
        try (Statement statement = connection.createStatement()) {
            var bytes = new TreeMap<String, TableWork>();
            for (String file : files(statement, from, to)) {
                var tables = new HashMap<String, String>();
                String begin = file.equals(from.file()) ? " FROM " + from.position() : "";
                try (ResultSet events = statement.executeQuery("SHOW BINLOG EVENTS IN '" + file + "'" + begin)) {
                    while (events.next()) {
                        if (file.equals(to.file()) && events.getLong("Pos") >= to.position()) {
                            break;
                        }
                        String table = tableOf(events.getString("Event_type"), events.getString("Info"), tables);
                        long size = events.getLong("End_log_pos") - events.getLong("Pos");
                        bytes.merge(table, new TableWork(0, 0, 0, size), TableWork::plus);
                    }
                }
            }
            return bytes;
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL's binary log cannot be read", e);
        }
    }

    private static List<String> files(Statement statement, Place from, Place to) throws SQLException {
        var files = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                String file = rows.getString(1);
                if (file.compareTo(from.file()) >= 0 && file.compareTo(to.file()) <= 0) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    /** @param tables names by number, which each event that names a table adds to */
    static String tableOf(String eventType, String info, Map<String, String> tables) {
        if (eventType.equals("Table_map")) {
            Matcher map = TABLE_MAP.matcher(info);
            if (map.matches()) {
                tables.put(map.group(1), map.group(2));
            }
        } else if (eventType.endsWith("_rows")) {
            Matcher rows = ROWS.matcher(info);
            if (rows.matches()) {
                return tables.getOrDefault(rows.group(1), TRANSACTIONS);
            }
        }
        return TRANSACTIONS;
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
