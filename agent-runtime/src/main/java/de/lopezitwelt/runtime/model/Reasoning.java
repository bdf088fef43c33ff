package de.lopezitwelt.runtime.model;

import org.jspecify.annotations.Nullable;

/**
 * What a model thought before it spoke or called a tool. It is a part of an assistant's turn, but none of its text.
 *
 * @param form the name of the field or block that the provider sent it in: it is sent back in the same one
 * @param details JSON that only the provider understands, such as signatures: sent back unchanged; null when there is none
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

    /** Tags in the text, such as {@code <think>}. No provider wants it back. */
    public static final String TAGS = "tags";

    /** Anthropic's blocks; {@code details} is their array. */
    public static final String BLOCKS = "blocks";
}
