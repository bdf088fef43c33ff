package de.lopezitwelt.runtime.model;

import java.util.Locale;

/** Why a reply ended, in OpenAI's words. */
public enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    /** The model says why it does not answer; that is the text. No word of OpenAI's, which says {@code stop} then. */
    REFUSAL,
    /** Ended by the caller; never sent by a provider. */
    CANCELLED;

    /** The name on the wire, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a provider said; anything unknown is a plain stop, {@code function_call} its old name for tool calls. */
    public static FinishReason fromWire(String name) {
        return switch (name) {
            case "length", "max_tokens" -> LENGTH;
            case "tool_calls", "function_call" -> TOOL_CALLS;
            case "content_filter" -> CONTENT_FILTER;
            default -> STOP;
        };
    }
}
