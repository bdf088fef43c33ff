package de.lopezitwelt.contracts.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The author of a message. On the wire in lower case. */
public enum MessageType {
    USER,
    AGENT,
    SYSTEM;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
