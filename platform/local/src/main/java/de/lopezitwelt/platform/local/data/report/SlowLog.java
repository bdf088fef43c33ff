package de.lopezitwelt.platform.local.data.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the slow log and shows statements as digests, without their values. */
final class SlowLog {
    /** Most rows that are read, the slowest of a day; more would not change the top of the list. */
    private static final int READ = 1_000;

    private static final int SHOWN = 120;
    /** The log also has commands of the protocol, and statements in another version's grammar. */
    private static final String NO_STATEMENT = "(no statement that this server can read)";

    private static final String ENTRIES =
            "SELECT db, TIME_TO_SEC(query_time) + MICROSECOND(query_time) / 1e6 AS seconds,"
                    + " rows_examined, CONVERT(sql_text USING utf8mb4) AS statement FROM mysql.slow_log"
                    + " WHERE start_time > NOW() - INTERVAL 1 DAY AND db LIKE 'lopez%' ORDER BY query_time DESC LIMIT "
                    + READ;

    private final Connection connection;

    /** @param connection used for nothing else: its schema changes with the statements */
    SlowLog(Connection connection) {
        this.connection = connection;
    }

    private static final class Sum {
        private final String schema;
        private final String digest;
        private int executions;
        private double seconds;
        private double longest;
        private long examined;

        private Sum(String schema, String digest) {
            this.schema = schema;
            this.digest = digest;
        }

        private void add(double took, long rows) {
            executions++;
            seconds += took;
            longest = Math.max(longest, took);
            examined = Math.max(examined, rows);
        }

        private double mean() {
            return seconds / executions;
        }

        private List<String> cells() {
            return List.of(
                    schema,
                    String.valueOf(executions),
                    String.format(Locale.ROOT, "%.2f", mean()),
                    String.format(Locale.ROOT, "%.2f", longest),
                    String.valueOf(examined),
                    digest);
        }
    }

    ReportSection section(int most) throws SQLException {
        Map<String, Sum> sums = new LinkedHashMap<>();
        Map<String, String> digests = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ENTRIES)) {
            while (rows.next()) {
                String text = rows.getString("statement");
                String schema = rows.getString("db");
                String known = digests.get(schema + " " + text);
                if (known == null) {
                    known = digest(schema, text);
                    digests.put(schema + " " + text, known);
                }
                String shown = known;
                sums.computeIfAbsent(schema + " " + shown, key -> new Sum(schema, shown))
                        .add(rows.getDouble("seconds"), rows.getLong("rows_examined"));
            }
        }
        List<List<String>> cells = new ArrayList<>();
        sums.values().stream()
                .sorted(Comparator.comparingDouble(Sum::mean).reversed())
                .limit(most)
                .forEach(sum -> cells.add(sum.cells()));
        return new ReportSection(
                "Statements of the last day's slow log",
                List.of("schema", "executions", "mean s", "max s", "rows examined", "statement"),
                cells,
                cells.isEmpty() ? "none was slower than long_query_time, or log_output is not TABLE" : "");
    }

    /** The server reads a statement within its schema only. */
    private String digest(String schema, String text) throws SQLException {
        connection.setCatalog(schema);
        try (PreparedStatement digest = connection.prepareStatement("SELECT STATEMENT_DIGEST_TEXT(?)")) {
            digest.setString(1, text);
            try (ResultSet row = digest.executeQuery()) {
                row.next();
                String read = row.getString(1);
                return read == null ? NO_STATEMENT : read.substring(0, Math.min(SHOWN, read.length()));
            }
        } catch (SQLException unreadable) {
            return NO_STATEMENT;
        }
    }
}
