package de.lopezitwelt.platform.testing.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the same facts from {@code information_schema}. */
final class DatabaseFacts {
    private static final String ON_UPDATE = "on update ";

    private final InformationSchema server;
    private final Map<String, String> facts = new TreeMap<>();

    private DatabaseFacts(InformationSchema server) {
        this.server = server;
    }

    /**
     * @param tables the specification's tables; further tables of the schema are ours and no difference
     * @param specified facts of the specification, which say what an index must serve
     */
    static Map<String, String> read(
            Connection connection, String schema, Set<String> tables, Map<String, String> specified)
            throws SQLException {
        DatabaseFacts reader = new DatabaseFacts(new InformationSchema(connection, schema));
        reader.columns(tables);
        reader.indexes(tables, specified);
        reader.foreignKeys(tables);
        reader.partitions(tables);
        reader.views(specified);
        return reader.facts;
    }

    static List<Index> indexes(Connection connection, String schema) throws SQLException {
        return indexes(new InformationSchema(connection, schema));
    }

    private void columns(Set<String> tables) throws SQLException {
        String defaultCollation = "utf8mb4_0900_ai_ci";
        for (SchemaRow row : server.query("""
                SELECT table_name, column_name, column_type, is_nullable, column_default, extra, collation_name
                FROM information_schema.columns WHERE table_schema = ?""")) {
            if (!tables.contains(row.get("table_name"))) {
                continue;
            }
            String prefix = "column " + row.get("table_name") + "." + row.get("column_name");
            String extra = row.get("extra").toLowerCase(Locale.ROOT);
            String collation = row.get("collation_name");
            facts.put(prefix + " type", row.get("column_type"));
            facts.put(prefix + " nullable", row.get("is_nullable").toLowerCase(Locale.ROOT));
            facts.put(prefix + " default", defaultOf(row));
            facts.put(
                    prefix + " on update",
                    extra.contains(ON_UPDATE)
                            ? extra.substring(extra.indexOf(ON_UPDATE) + ON_UPDATE.length())
                            : "none");
            facts.put(
                    prefix + " collation",
                    collation.isEmpty() || collation.equals(defaultCollation) ? "default" : collation);
        }
    }

    private static String defaultOf(SchemaRow row) {
        String value = row.get("column_default");
        if (value.isEmpty()) {
            return "none";
        }
        return row.get("extra").contains("DEFAULT_GENERATED") ? value.toLowerCase(Locale.ROOT) : value;
    }

    private void indexes(Set<String> tables, Map<String, String> specified) throws SQLException {
        List<Index> indexes =
                indexes(server).stream().filter(i -> tables.contains(i.table())).toList();
        for (Index index : indexes) {
            if (index.name().equals("PRIMARY")) {
                facts.put("primary key " + index.table(), String.join(", ", index.columns()));
            } else if (index.unique()) {
                facts.put(SpecificationFacts.unique(index.table(), index.columns()), "present");
            } else {
                facts.put(SpecificationFacts.index(index.table(), index.columns()), "present");
            }
            for (int length = 1; length <= index.columns().size(); length++) {
                String served =
                        SpecificationFacts.index(index.table(), index.columns().subList(0, length));
                if (specified.containsKey(served)) {
                    facts.put(served, "present");
                }
            }
        }
    }

    private static List<Index> indexes(InformationSchema server) throws SQLException {
        List<Index> indexes = new ArrayList<>();
        for (SchemaRow row : server.query("""
                SELECT table_name, index_name, MIN(non_unique) AS non_unique,
                       GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns
                FROM information_schema.statistics WHERE table_schema = ? GROUP BY table_name, index_name""")) {
            List<String> columns = List.of(row.get("columns").split(","));
            indexes.add(new Index(
                    row.get("table_name"),
                    row.get("index_name"),
                    row.get("non_unique").equals("0"),
                    columns));
        }
        return indexes;
    }

    private void foreignKeys(Set<String> tables) throws SQLException {
        for (SchemaRow row : server.query("""
                SELECT k.table_name, k.column_name, k.referenced_table_name, k.referenced_column_name, r.delete_rule
                FROM information_schema.key_column_usage k
                    JOIN information_schema.referential_constraints r
                        ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
                WHERE k.table_schema = ? AND k.referenced_table_name IS NOT NULL""")) {
            if (tables.contains(row.get("table_name"))) {
                facts.put(
                        "foreign key " + row.get("table_name") + "." + row.get("column_name"),
                        row.get("referenced_table_name") + "." + row.get("referenced_column_name") + " on delete "
                                + row.get("delete_rule").toLowerCase(Locale.ROOT));
            }
        }
    }

    private void partitions(Set<String> tables) throws SQLException {
        Map<String, List<SchemaRow>> byTable = server.query("""
                SELECT table_name, partition_name, partition_method, partition_expression, partition_description
                FROM information_schema.partitions WHERE table_schema = ? AND partition_name IS NOT NULL
                ORDER BY partition_ordinal_position""").stream()
                .filter(row -> tables.contains(row.get("table_name")))
                .collect(Collectors.groupingBy(row -> row.get("table_name")));
        byTable.forEach((table, rows) -> {
            SchemaRow first = rows.getFirst();
            String by = first.get("partition_method") + " " + first.get("partition_expression");
            facts.put(
                    "partitions " + table,
                    plain(by) + ": "
                            + rows.stream()
                                    .map(row ->
                                            row.get("partition_name") + " < " + plain(row.get("partition_description")))
                                    .collect(Collectors.joining(", ")));
        });
    }

    private void views(Map<String, String> specified) throws SQLException {
        for (SchemaRow row : server.query(
                "SELECT table_name, view_definition FROM information_schema.views WHERE table_schema = ?")) {
            String view = "view " + row.get("table_name");
            if (specified.containsKey(view)) {
                String definition = plain(row.get("view_definition")).replace(server.schema() + ".", "");
                facts.put(view, definition.substring(definition.indexOf(" from ") + 1));
                facts.put(view + " columns", server.columnNames(row.get("table_name")));
            }
        }
    }

    private static String plain(String sql) {
        return sql.replace("`", "").toLowerCase(Locale.ROOT);
    }
}
