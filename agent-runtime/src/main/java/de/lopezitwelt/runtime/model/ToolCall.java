package de.lopezitwelt.runtime.model;

import org.jspecify.annotations.Nullable;

/**
 * A model's complete request to call a tool.
 *
 * @param arguments JSON text as the model wrote it: hostile until parsed
 * @param extra a JSON object of further fields that the provider needs back with the call, such as Gemini's {@code
 *     extra_content}; null when there are none
 */
public record ToolCall(
        String id, String name, String arguments, @Nullable String extra) {

    public ToolCall(String id, String name, String arguments) {
        this(id, name, arguments, null);
    }
}
