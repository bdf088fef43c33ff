package de.lopezitwelt.system.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Makes values that fit the schemas of an OpenAPI document. */
final class SampleJson {
    static final String UNKNOWN_ID = "0190a000-0000-7000-8000-000000000000";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode document;
    private final boolean everything;

    private SampleJson(JsonNode document, boolean everything) {
        this.document = document;
        this.everything = everything;
    }

    /** Objects with what is required. */
    static SampleJson small(JsonNode document) {
        return new SampleJson(document, false);
    }

    /** Objects with all of their members. */
    static SampleJson whole(JsonNode document) {
        return new SampleJson(document, true);
    }

    JsonNode of(JsonNode schema) {
        if (schema.has("$ref")) {
            return of(document.at(schema.path("$ref").asText().substring(1)));
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        if (schema.has("anyOf") || schema.has("oneOf")) {
            return of(schema.path(schema.has("anyOf") ? "anyOf" : "oneOf").path(0));
        }
        return switch (typeOf(schema)) {
            case "string" -> JSON.textNode(text(schema));
            case "integer" -> JSON.numberNode(schema.path("minimum").asLong(1));
            case "number" -> JSON.numberNode(schema.path("minimum").decimalValue());
            case "boolean" -> JSON.booleanNode(true);
            case "array" -> JSON.arrayNode().add(of(schema.path("items")));
            default -> object(schema);
        };
    }

    private static String typeOf(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(name -> !name.equals("null"))
                        .findFirst()
                        .orElse("object")
                : type.asText("object");
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "uuid" -> UNKNOWN_ID;
            case "date-time" -> "2099-01-31T12:00:00Z";
            case "date" -> "2099-01-31";
            default -> "x".repeat(Math.max(1, schema.path("minLength").asInt()));
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (everything || isRequired(schema, property.getKey())) {
                object.set(property.getKey(), of(property.getValue()));
            }
        }
        return object;
    }

    static boolean isRequired(JsonNode schema, String property) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .anyMatch(required -> required.asText().equals(property));
    }
}
