package de.lopezitwelt.runtime.agent;

import java.util.Locale;

/** The four kinds of agent. */
public enum AgentType {
    CHATBOT,
    ASSISTANT,
    ANALYZER,
    TRANSLATOR;

    /** The name in JSON and in the database, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException for an unknown name
     */
    public static AgentType fromWire(String name) {
        for (AgentType type : values()) {
            if (type.wireName().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown agent type");
    }
}
