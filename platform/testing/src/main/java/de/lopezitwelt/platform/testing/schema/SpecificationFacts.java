package de.lopezitwelt.platform.testing.schema;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Flattens the specification into one line for each fact, so that both sides can be compared as maps. */
final class SpecificationFacts {
    private SpecificationFacts() {}

    static Map<String, String> of(Specification specification, String service) {
        Map<String, String> facts = new TreeMap<>();
        specification.tablesOf(service).forEach(table -> describe(table, facts));
        specification.viewsOf(service).forEach(view -> {
            facts.put("view " + view.name(), view.definition());
            facts.put("view " + view.name() + " columns", columnNames(specification.table(view.selects())));
        });
        return facts;
    }

    private static void describe(Specification.Table table, Map<String, String> facts) {
        String name = table.name();
        for (Specification.Column column : table.columns()) {
            String prefix = "column " + name + "." + column.name();
            facts.put(prefix + " type", column.type());
            facts.put(prefix + " nullable", column.nullable() ? "yes" : "no");
            facts.put(prefix + " default", Objects.requireNonNullElse(column.defaultValue(), "none"));
            facts.put(prefix + " on update", Objects.requireNonNullElse(column.onUpdate(), "none"));
            facts.put(prefix + " collation", "default");
        }
        facts.put("primary key " + name, String.join(", ", table.primaryKey()));
        table.unique().forEach(columns -> facts.put(unique(name, columns), "present"));
        table.indexes().forEach(columns -> facts.put(index(name, columns), "present"));
        for (String foreignKey : table.foreignKeys()) {
            String[] parts = foreignKey.split(" -> ", 2);
            facts.put("foreign key " + name + "." + parts[0], parts[1]);
        }
        if (table.partitionedBy() != null && table.partitions() != null) {
            facts.put("partitions " + name, table.partitionedBy() + ": " + String.join(", ", table.partitions()));
        }
    }

    private static String columnNames(Specification.Table table) {
        return table.columns().stream().map(Specification.Column::name).collect(Collectors.joining(", "));
    }

    static String unique(String table, List<String> columns) {
        return "unique " + table + "(" + String.join(", ", columns) + ")";
    }

    static String index(String table, List<String> columns) {
        return "index " + table + "(" + String.join(", ", columns) + ")";
    }
}
