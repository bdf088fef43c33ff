package de.lopezitwelt.platform.testing.schema;

import java.util.List;

/** A key of a table, as the server reports it. */
record Index(String table, String name, boolean unique, List<String> columns) {

    boolean startsWith(List<String> others) {
        return columns.size() >= others.size()
                && columns.subList(0, others.size()).equals(others);
    }

    /**
     * Whether the other key of the same table makes this one superfluous: it has the same columns, or begins with them.
     */
    boolean isCoveredBy(Index other) {
        boolean sameTable = table.equals(other.table) && !name.equals(other.name);
        return sameTable && !unique && other.startsWith(columns);
    }
}
