package de.lopezitwelt.contracts.agent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The purpose of an agent. On the wire in lower case. */
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
