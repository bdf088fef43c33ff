package de.lopezitwelt.contracts.agent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The purpose of an agent, in events, APIs, tables and the runtime. On the wire and in columns in lower case. */
public enum AgentType {
    CHATBOT,
    ASSISTANT,
    ANALYZER,
    TRANSLATOR;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
