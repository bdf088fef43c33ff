package de.lopezitwelt.system.security;

import de.lopezitwelt.system.support.Platform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Every row of every schema of the platform, as somebody with a stolen backup reads it. */
final class Dump {
    private Dump() {}

    /** Rows that are wanted, as {@code schema.table: columns}. */
    static List<String> find(Platform platform, BiPredicate<String, String> wanted) throws SQLException {
        var found = new ArrayList<String>();
        try (Connection connection = platform.local().mysql().connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        String row = text(rows);
                        if (wanted.test(table, row)) {
                            found.add(table + ": " + row);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        var tables = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery("SELECT CONCAT(table_schema, '.', table_name)"
                + " FROM information_schema.tables WHERE table_schema LIKE 'lopez%' AND table_type = 'BASE TABLE'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static String text(ResultSet row) throws SQLException {
        var text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            text.append(row.getString(i)).append('|');
        }
        return text.toString();
    }
}
