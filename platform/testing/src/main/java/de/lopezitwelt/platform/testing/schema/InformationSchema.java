package de.lopezitwelt.platform.testing.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Queries about one schema; column names come back in lower case and NULL as an empty text. */
record InformationSchema(Connection connection, String schema) {

    List<SchemaRow> query(String sql) throws SQLException {
        List<SchemaRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            try (ResultSet result = statement.executeQuery()) {
                int width = result.getMetaData().getColumnCount();
                while (result.next()) {
                    Map<String, String> row = new HashMap<>();
                    for (int i = 1; i <= width; i++) {
                        String name = result.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
                        row.put(name, Objects.requireNonNullElse(result.getString(i), ""));
                    }
                    rows.add(new SchemaRow(row));
                }
            }
        }
        return rows;
    }

    String columnNames(String table) throws SQLException {
        return query("""
                SELECT table_name, column_name FROM information_schema.columns
                WHERE table_schema = ? ORDER BY ordinal_position""").stream()
                .filter(row -> table.equals(row.get("table_name")))
                .map(row -> row.get("column_name"))
                .collect(Collectors.joining(", "));
    }
}
