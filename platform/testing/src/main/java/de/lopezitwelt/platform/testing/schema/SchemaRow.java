package de.lopezitwelt.platform.testing.schema;

import java.util.Map;
import java.util.Objects;

/** A row of a query; NULL is an empty text. */
record SchemaRow(Map<String, String> values) {
    String get(String column) {
        return Objects.requireNonNull(values.get(column), column);
    }
}
