package de.lopezitwelt.platform.local.data.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Reads a table from its first row to its last: as INSERT statements, and as a count with a checksum. */
final class TableRows {
    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "year");
    private static final Set<String> BYTES =
            Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "bit", "geometry");
    /** Bytes after which a statement is sent. */
    private static final int STATEMENT = 1 << 19;

    private final String schema;
    private final String table;
    private final List<Column> columns;

    private TableRows(String schema, String table, List<Column> columns) {
        this.schema = schema;
        this.table = table;
        this.columns = columns;
    }

    /** A column that is stored, and how its values are written. */
    private record Column(String name, boolean number, boolean bytes) {}

    /** Receives whole statements. */
    interface Sink {
        void take(byte[] insert) throws IOException;
    }

    /** @param statement of a connection that can read the table */
    static TableRows of(Statement statement, String schema, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT column_name, data_type FROM information_schema.columns"
                + " WHERE table_schema = '" + schema + "' AND table_name = '" + table
                + "' AND generation_expression = '' ORDER BY ordinal_position")) {
            var columns = new ArrayList<Column>();
            while (rows.next()) {
                String type = rows.getString(2);
                columns.add(new Column(rows.getString(1), NUMBERS.contains(type), BYTES.contains(type)));
            }
            return new TableRows(schema, table, columns);
        }
    }

    /** Passes on all rows as statements, and returns their number. */
    BackupManifest.Table read(Statement statement, Sink sink) throws SQLException, IOException {
        String names = columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
        byte[] head = ("INSERT INTO " + quoted(table) + " (" + names + ") VALUES ").getBytes(StandardCharsets.UTF_8);
        long count = 0;
        long checksum = 0;
        var insert = new ByteArrayOutputStream();
        statement.execute("SET SESSION character_set_results = utf8mb4");
        // Makes the driver stream row by row instead of loading all rows into memory.
        statement.setFetchSize(Integer.MIN_VALUE);
        try (ResultSet rows =
                statement.executeQuery("SELECT " + names + " FROM " + quoted(schema) + "." + quoted(table))) {
            while (rows.next()) {
                byte[] row = row(rows);
                var crc = new CRC32();
                crc.update(row);
                checksum += crc.getValue();
                count++;
                insert.writeBytes(insert.size() == 0 ? head : new byte[] {','});
                insert.writeBytes(row);
                if (insert.size() > STATEMENT) {
                    sink.take(insert.toByteArray());
                    insert.reset();
                }
            }
        }
        if (insert.size() > 0) {
            sink.take(insert.toByteArray());
        }
        return new BackupManifest.Table(count, checksum);
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private byte[] row(ResultSet rows) throws SQLException {
        var out = new ByteArrayOutputStream();
        for (int index = 0; index < columns.size(); index++) {
            out.write(index == 0 ? '(' : ',');
            byte[] value = rows.getBytes(index + 1);
            if (value == null) {
                out.writeBytes(ascii("NULL"));
            } else if (columns.get(index).number()) {
                out.writeBytes(value);
            } else if (columns.get(index).bytes()) {
                out.writeBytes(ascii("X'" + HexFormat.of().formatHex(value) + "'"));
            } else {
                text(out, value);
            }
        }
        out.write(')');
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, byte[] value) {
        out.write('\'');
        for (byte one : value) {
            switch (one) {
                case 0 -> out.writeBytes(ascii("\\0"));
                case '\\', '\'' -> {
                    out.write('\\');
                    out.write(one);
                }
                default -> out.write(one);
            }
        }
        out.write('\'');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
