package de.lopezitwelt.runtime.model;

import org.jspecify.annotations.Nullable;

/**
 * The reasoning of a model before its answer or its tool calls. It belongs to the assistant's message, but not to the
 * message's text.
 *
 * @param form the field or block in which the provider sent it; it is sent back in the same one
 * @param details JSON that only the provider understands, such as signatures: sent back unchanged; null when there is
 *     none
 */
public record Reasoning(String text, String form, @Nullable String details) {

    /** DeepSeek's field, which most servers have taken over. */
    public static final String CONTENT = "reasoning_content";

    /** The field of OpenRouter, Groq, Ollama and newer vLLM. */
    public static final String FIELD = "reasoning";

    /** OpenRouter's blocks; {@code details} is their array. */
    public static final String DETAILS = "reasoning_details";

    /** Parts of the content, as Mistral sends them. */
    public static final String PART = "thinking";

    /** Tags in the text, such as {@code <think>}. It is never sent back. */
    public static final String TAGS = "tags";

    /** Anthropic's blocks; {@code details} is their array. */
    public static final String BLOCKS = "blocks";
}
