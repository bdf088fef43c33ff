package de.lopezitwelt.chat.session.read;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of a session. */
public enum SessionStatus {
    ACTIVE,
    ENDED,
    ARCHIVED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with this wire name. @throws IllegalArgumentException when there is none */
    @JsonCreator
    public static SessionStatus fromWire(String name) {
        for (SessionStatus status : values()) {
            if (status.wireName().equals(name)) {
                return status;
            }
        }
        throw new IllegalArgumentException("must be active, ended or archived");
    }
}
