package de.lopezitwelt.contracts.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What asked for a reply. On the wire in lower case. */
public enum ReplySource {
    /** Our own API, which people's clients use. */
    APP,
    /** OpenAI's {@code /v1/chat/completions}. */
    COMPLETIONS,
    /** OpenAI's {@code /v1/responses}. */
    RESPONSES,
    /** Anthropic's {@code /v1/messages}. */
    MESSAGES,
    /** An agent that is tried out; nothing is stored of it. */
    TRIAL,
    /** The platform, for the title of a session. */
    TITLE,
    /** A tool that asks a model; none does so far. */
    TOOL,
    /** OpenAI's {@code /v1/embeddings}. */
    EMBEDDING;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
