package de.lopezitwelt.contracts.agent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may talk to an agent: its creator, its organization, everyone. On the wire in lower case. */
public enum AgentVisibility {
    PRIVATE,
    ORGANIZATION,
    PUBLIC;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
