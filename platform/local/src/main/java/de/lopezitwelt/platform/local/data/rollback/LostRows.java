package de.lopezitwelt.platform.local.data.rollback;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the rows that lose content by a statement: all rows of a dropped table; for dropped columns, the rows with another
 * value than the default; for a deletion, the rows that it finds.
 */
final class LostRows {
    private static final Pattern DROP_TABLE = Pattern.compile("DROP TABLE (\\w+)");
    private static final Pattern DELETE = Pattern.compile("(?s)DELETE (FROM .*)");
    private static final Pattern ALTER_TABLE = Pattern.compile("(?s)ALTER TABLE (\\w+)\\b.*");
    private static final Pattern DROP_COLUMN = Pattern.compile("DROP COLUMN (\\w+)");
    private static final int NO_SUCH_COLUMN = 1054;
    private static final int NO_SUCH_TABLE = 1146;

    private LostRows() {}

    /** @param connection on the statement's schema */
    static long count(Connection connection, UndoStatement statement) throws SQLException {
        String query = statement.losses().equals(UndoStatement.DERIVED)
                ? derived(connection, statement.sql())
                : statement.losses();
        if (query.isEmpty()) {
            return 0;
        }
        try (Statement counting = connection.createStatement();
                ResultSet row = counting.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException refused) {
            // A missing table or column is created by an earlier step, from rows that are counted where they are now.
            if (refused.getErrorCode() == NO_SUCH_COLUMN || refused.getErrorCode() == NO_SUCH_TABLE) {
                return 0;
            }
            throw refused;
        }
    }

    private static String derived(Connection connection, String sql) throws SQLException {
        Matcher table = DROP_TABLE.matcher(sql);
        if (table.matches()) {
            return "SELECT COUNT(*) FROM " + table.group(1);
        }
        Matcher deletion = DELETE.matcher(sql);
        if (deletion.matches()) {
            return "SELECT COUNT(*) " + deletion.group(1);
        }
        Matcher alter = ALTER_TABLE.matcher(sql);
        if (!alter.matches()) {
            return "";
        }
        var conditions = new ArrayList<String>();
        for (String column : droppedColumns(sql)) {
            String condition = saysSomething(connection, alter.group(1), column);
            if (!condition.isEmpty()) {
                conditions.add(condition);
            }
        }
        return conditions.isEmpty()
                ? ""
                : "SELECT COUNT(*) FROM " + alter.group(1) + " WHERE " + String.join(" OR ", conditions);
    }

    private static List<String> droppedColumns(String sql) {
        return DROP_COLUMN.matcher(sql).results().map(found -> found.group(1)).toList();
    }

    private static String saysSomething(Connection connection, String table, String column) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT is_nullable = 'YES', column_default IS NOT NULL FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND table_name = ? AND column_name = ?")) {
            query.setString(1, table);
            query.setString(2, column);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return "";
                }
                boolean nullable = row.getBoolean(1);
                boolean withDefault = row.getBoolean(2);
                return nullable || withDefault ? "NOT (" + column + " <=> DEFAULT(" + column + "))" : "TRUE";
            }
        }
    }
}
