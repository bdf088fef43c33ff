package de.lopezitwelt.system.faults.drill;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.system.faults.drill.Ledger.Entry;
import de.lopezitwelt.system.faults.drill.Ledger.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds the database against what was acknowledged, and summaries against the rows they sum up. */
final class Comparison {
    private static final int DETAILS = 5;
    private static final List<String> OUTBOXES =
            List.of("lopez_auth", "lopez_agent", "lopez_chat", "lopez_org_billing", "lopez_analytics");

    private final MySqlServer mysql;
    private final Ledger ledger;
    private final String deadLettersSince;

    /** @param deadLettersSince UTC, as MySQL writes it: dead letters from before are somebody else's */
    Comparison(MySqlServer mysql, Ledger ledger, String deadLettersSince) {
        this.mysql = mysql;
        this.ledger = ledger;
        this.deadLettersSince = deadLettersSince;
    }

    /** Events that wait to be published, in all services. */
    long unpublished() throws SQLException {
        try (Connection connection = mysql.connect();
                Statement statement = connection.createStatement()) {
            long rows = 0;
            for (String schema : OUTBOXES) {
                rows += number(statement, "SELECT COUNT(*) FROM " + schema + ".outbox");
            }
            return rows;
        }
    }

    Verdict verdict() throws SQLException {
        List<String> details = new ArrayList<>();
        long missing = 0;
        long doubled = 0;
        try (Connection connection = mysql.connect();
                Statement statement = connection.createStatement()) {
            for (Kind kind : Kind.values()) {
                Map<String, List<String>> stored = stored(statement, kind);
                missing += missing(kind, stored, details);
                doubled += doubled(kind, stored, details);
            }
            return new Verdict(
                    missing,
                    doubled,
                    differing(statement, details),
                    deadLetters(statement, details),
                    List.copyOf(details));
        }
    }

    private long missing(Kind kind, Map<String, List<String>> stored, List<String> details) {
        List<Entry> gone = ledger.entries(kind).stream()
                .filter(entry -> {
                    List<String> ids = stored.getOrDefault(entry.text(), List.of());
                    return entry.id().isEmpty() ? ids.isEmpty() : !ids.contains(entry.id());
                })
                .toList();
        gone.stream().limit(DETAILS).forEach(entry -> details.add("missing: " + kind + " " + entry));
        return gone.size();
    }

    private static long doubled(Kind kind, Map<String, List<String>> stored, List<String> details) {
        List<String> twice = stored.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> kind + " " + entry)
                .toList();
        twice.stream().limit(DETAILS).forEach(entry -> details.add("doubled: " + entry));
        return twice.size();
    }

    private static Map<String, List<String>> stored(Statement statement, Kind kind) throws SQLException {
        Map<String, List<String>> ids = new HashMap<>();
        String query = "SELECT id, %s FROM %s WHERE %s LIKE 'drill %%'%s"
                .formatted(
                        kind.textColumn, kind.table, kind.textColumn, kind == Kind.MESSAGE ? " AND type = 'user'" : "");
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                ids.computeIfAbsent(rows.getString(2), text -> new ArrayList<>())
                        .add(rows.getString(1));
            }
        }
        return ids;
    }

    private long differing(Statement statement, List<String> details) throws SQLException {
        String users = ledger.users().stream().map(id -> "'" + id + "'").collect(Collectors.joining(", ", "(", ")"));
        long all = 0;
        for (Summaries summaries : Summaries.values()) {
            all += listed(statement, summaries.differences(users), "differs: " + summaries, details);
        }
        return all;
    }

    private long deadLetters(Statement statement, List<String> details) throws SQLException {
        List<String> tables = new ArrayList<>(
                OUTBOXES.stream().map(schema -> schema + ".event_gaps").toList());
        tables.add("lopez_analytics.summary_gaps");
        long all = 0;
        for (String table : tables) {
            String query = "SELECT event_id, consumer_group, event_type, reason FROM " + table
                    + " WHERE created_at >= '" + deadLettersSince + "'";
            all += listed(statement, query, "dead letter", details);
        }
        return all;
    }

    private static long listed(Statement statement, String query, String what, List<String> details)
            throws SQLException {
        long found = 0;
        try (ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                if (found++ < DETAILS) {
                    List<String> values = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        values.add(rows.getMetaData().getColumnLabel(column) + "=" + rows.getString(column));
                    }
                    details.add(what + " " + values);
                }
            }
        }
        return found;
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
