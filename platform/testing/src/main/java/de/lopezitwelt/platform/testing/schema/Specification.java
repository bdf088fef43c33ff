package de.lopezitwelt.platform.testing.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The source specification's facts, as {@code schema/specification.json} holds them: what was asked for, not what
 * exists.
 */
record Specification(String source, List<Table> tables, List<View> views) {

    record Table(
            String name,
            String service,
            List<Column> columns,
            List<String> primaryKey,
            List<List<String>> unique,
            List<String> foreignKeys,
            List<List<String>> indexes,
            @Nullable String partitionedBy,
            @Nullable List<String> partitions) {}

    record Column(
            String name,
            String type,
            boolean nullable,
            @Nullable String defaultValue,
            @Nullable String onUpdate) {}

    record View(String name, String service, String selects, String definition) {}

    static Specification load() {
        try (InputStream json = Objects.requireNonNull(
                Specification.class.getResourceAsStream("/schema/specification.json"), "specification.json")) {
            return new ObjectMapper().readValue(json, Specification.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Table> tablesOf(String service) {
        return tables.stream().filter(table -> table.service().equals(service)).toList();
    }

    List<View> viewsOf(String service) {
        return views.stream().filter(view -> view.service().equals(service)).toList();
    }

    Table table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
