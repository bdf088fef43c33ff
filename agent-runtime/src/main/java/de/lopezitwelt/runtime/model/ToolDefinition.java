package de.lopezitwelt.runtime.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A function offered to the model.
 *
 * @param parameters JSON Schema of the arguments; null when the function takes none
 */
public record ToolDefinition(
        String name,
        @Nullable String description,
        @Nullable JsonNode parameters,
        @Nullable Boolean strict) {

    public ToolDefinition(String name, @Nullable String description, @Nullable JsonNode parameters) {
        this(name, description, parameters, null);
    }
}
