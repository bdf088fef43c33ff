package de.lopezitwelt.runtime.model;

import java.util.Locale;

/** Why a reply ended, in OpenAI's words. */
public enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    /** The text is the model's reason for not answering. OpenAI has no such word and sends {@code stop}. */
    REFUSAL,
    /** Ended by the caller; never sent by a provider. */
    CANCELLED;

    /** The name on the wire, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
