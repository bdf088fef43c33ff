package de.lopezitwelt.runtime.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * Fills a JSON Schema with text statistics: a property whose name says what is counted gets the count, any other the
 * smallest value its schema allows.
 */
final class SchemaFiller {

    private static final int MAX_DEPTH = 16;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode root;
    private final TextStatistics statistics;

    private SchemaFiller(JsonNode root, TextStatistics statistics) {
        this.root = root;
        this.statistics = statistics;
    }

    static String fill(JsonNode schema, TextStatistics statistics) {
        return new SchemaFiller(schema, statistics).value("", schema, 0).toString();
    }

    private JsonNode value(String name, JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        if (depth > MAX_DEPTH) {
            return JSON.nullNode();
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").isArray() && !schema.get("enum").isEmpty()) {
            return choice(schema.get("enum"));
        }
        for (String alternatives : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (schema.path(alternatives).has(0)) {
                return value(name, schema.get(alternatives).get(0), depth + 1);
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(name, schema, depth);
            case "integer" -> JSON.numberNode(bounded(count(name), schema).toBigInteger());
            case "number" -> JSON.numberNode(bounded(count(name), schema));
            case "boolean" -> JSON.booleanNode(statistics.words() > 0);
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(text(name, schema));
        };
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText("");
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : schema;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        String name = type.isArray() ? type.path(0).asText() : type.asText();
        if (name.isEmpty()) {
            return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
        }
        return name;
    }

    /** The language where it is among the choices, else the first. */
    private JsonNode choice(JsonNode choices) {
        for (JsonNode option : choices) {
            if (option.asText().equals(statistics.language().code())) {
                return option;
            }
        }
        return choices.get(0);
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").forEachEntry((name, property) -> object.set(name, value(name, property, depth + 1)));
        schema.path("required").forEach(name -> {
            if (!object.has(name.asText())) {
                object.put(name.asText(), statistics.words());
            }
        });
        return object;
    }

    private ArrayNode array(String name, JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        JsonNode items = schema.path("items");
        int max = schema.path("maxItems").asInt(statistics.frequent().size());
        if (type(items).equals("string") && !items.has("enum") && !items.has("const") && !items.has("pattern")) {
            statistics.frequent().stream()
                    .limit(max)
                    .filter(word -> word.length() >= items.path("minLength").asInt(0)
                            && word.length() <= items.path("maxLength").asInt(Integer.MAX_VALUE))
                    .forEach(array::add);
        }
        while (array.size() < Math.min(schema.path("minItems").asInt(0), 100)) {
            array.add(value(name, items, depth + 1));
        }
        return array;
    }

    private int count(String name) {
        if (name.contains("char") || name.contains("zeichen") || name.contains("length")) {
            return statistics.characters();
        }
        if (name.contains("sentence") || name.contains("satz") || name.contains("saetze")) {
            return statistics.sentences();
        }
        if (name.contains("line") || name.contains("zeile")) {
            return statistics.lines();
        }
        boolean words = name.contains("word") || name.contains("wort") || name.contains("woerter");
        return words || name.contains("count") ? statistics.words() : 0;
    }

    private static BigDecimal bounded(int count, JsonNode schema) {
        BigDecimal value = BigDecimal.valueOf(count);
        if (schema.has("minimum")) {
            value = value.max(schema.get("minimum").decimalValue());
        }
        if (schema.has("exclusiveMinimum")) {
            value = value.max(schema.get("exclusiveMinimum").decimalValue().add(BigDecimal.ONE));
        }
        if (schema.has("maximum")) {
            value = value.min(schema.get("maximum").decimalValue());
        }
        if (schema.has("exclusiveMaximum")) {
            value = value.min(schema.get("exclusiveMaximum").decimalValue().subtract(BigDecimal.ONE));
        }
        return value;
    }

    private String text(String name, JsonNode schema) {
        String text = name.contains("lang") || name.contains("sprache")
                ? statistics.language().code()
                : statistics.text().strip();
        int max = schema.path("maxLength").asInt(200);
        String fitting = text.codePointCount(0, text.length()) <= max
                ? text
                : text.substring(0, text.offsetByCodePoints(0, max));
        int missing = schema.path("minLength").asInt(0) - fitting.codePointCount(0, fitting.length());
        return missing > 0 ? fitting + ".".repeat(Math.min(missing, 10_000)) : fitting;
    }
}
