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
}
