package de.lopezitwelt.platform.local.data;

import de.lopezitwelt.platform.local.account.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts rows into every table of a schema, with something in every column; rows of one number belong together. */
public final class RowFiller {
    private RowFiller() {}

    public static void fill(MySqlServer server, String schema) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION foreign_key_checks = OFF");
            for (String table : tables(statement, schema)) {
                for (int row = 1; row <= 2; row++) {
                    statement.execute(insert(connection, schema, table, row));
                }
            }
        }
    }

    /** Rows of every table but Flyway's. */
    public static Map<String, Long> count(MySqlServer server, String schema) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement, schema)) {
                try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + schema + "." + table)) {
                    row.next();
                    counts.put(table, row.getLong(1));
                }
            }
        }
        return counts;
    }

    private static List<String> tables(Statement statement, String schema) throws SQLException {
        var tables = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = '" + schema + "' AND table_type = 'BASE TABLE'"
                + " AND table_name <> 'flyway_schema_history' ORDER BY 1")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static String insert(Connection connection, String schema, String table, int row) throws SQLException {
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("SELECT column_name, data_type, column_type,"
                        + " character_maximum_length FROM information_schema.columns WHERE table_schema = '" + schema
                        + "' AND table_name = '" + table + "' ORDER BY ordinal_position")) {
            while (columns.next()) {
                names.add("`" + columns.getString(1) + "`");
                values.add(value(columns.getString(2), columns.getString(3), columns.getLong(4), row));
            }
        }
        return "INSERT IGNORE INTO " + schema + "." + table + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", values) + ")";
    }

    private static String value(String type, String full, long length, int row) {
        return switch (type) {
            case "enum" -> full.substring(full.indexOf('\''), full.indexOf('\'', full.indexOf('\'') + 1) + 1);
            case "json" -> "'{\"row\": " + row + ", \"text\": \"it''s \\\\u00e4 \\\\\\\\\"}'";
            case "datetime", "timestamp" -> "'2026-0" + row + "-01 12:34:56.123456'";
            case "date" -> "'2026-0" + row + "-01'";
            case "binary" -> "UNHEX('" + ("0" + row).repeat((int) length) + "')";
            case "varbinary", "blob", "mediumblob" -> "UNHEX('00ff27225c0a" + "0" + row + "')";
            case "text", "mediumtext" -> "'row " + row + ", it''s \\\\ two\\nlines'";
            case "varchar", "char" -> "'" + (length < 5 ? "r" : "row-") + row + "'";
            default -> Integer.toString(row);
        };
    }
}
