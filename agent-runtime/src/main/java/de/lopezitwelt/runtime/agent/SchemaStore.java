package de.lopezitwelt.runtime.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.lopezitwelt.contracts.agent.AgentType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One type's schema, as published and compiled. */
final class SchemaStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<AgentType, SchemaStore> STORES = new EnumMap<>(AgentType.class);

    private final JsonNode published;
    private final Schema compiled;

    private SchemaStore(AgentType type) {
        String resource = "/schemas/agent-config/" + type.wireName() + ".schema.json";
        try (InputStream in = SchemaStore.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing " + resource);
            }
            published = JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(published.toString(), InputFormat.JSON);
    }

    static SchemaStore of(AgentType type) {
        synchronized (STORES) {
            return STORES.computeIfAbsent(type, SchemaStore::new);
        }
    }

    JsonNode published() {
        return published.deepCopy();
    }

    List<ConfigViolation> validate(JsonNode config) {
        String text = config.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > AgentConfigSchemas.MAX_BYTES) {
            return List.of(new ConfigViolation("config", "must have at most 64 KiB as JSON"));
        }
        List<ConfigViolation> violations = new ArrayList<>();
        for (Error error : compiled.validate(text, InputFormat.JSON)) {
            violations.add(new ConfigViolation(path(error), reason(error)));
        }
        JsonNode outputSchema = config.path("output_schema");
        if (violations.isEmpty() && outputSchema.isObject()) {
            violations.addAll(OutputSchema.problems(outputSchema));
        }
        return violations;
    }

    /** The dotted path of what is wrong; for an unknown or a missing key, of that key itself. */
    private static String path(Error error) {
        StringBuilder path = new StringBuilder("config");
        var location = error.getInstanceLocation();
        for (int i = 0; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            if (element instanceof Integer index) {
                path.append('[').append(index).append(']');
            } else {
                path.append('.').append(element);
            }
        }
        if (error.getProperty() != null) {
            path.append('.').append(error.getProperty());
        }
        return path.toString();
    }

    private static String reason(Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "is not a known key";
            case "required" -> "is required";
            default -> error.getMessage().replaceFirst("^[^:]*: ", "");
        };
    }
}
