package de.lopezitwelt.contracts.agent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may use an agent: its creator, the members of its organization, or everyone. On the wire in lower case. */
public enum AgentVisibility {
    PRIVATE,
    ORGANIZATION,
    PUBLIC;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
