package de.lopezitwelt.runtime.model;

import com.fasterxml.jackson.databind.JsonNode;

/** The shape the answer must have. */
public sealed interface ResponseFormat {

    /** Free text. */
    record Text() implements ResponseFormat {}

    /** Any JSON object. */
    record JsonObject() implements ResponseFormat {}

    /** JSON that fits a schema. */
    record JsonSchema(String name, JsonNode schema, boolean strict) implements ResponseFormat {}
}
