package de.lopezitwelt.runtime.model;

import java.util.Locale;

/** The author of a prompt message. */
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL;

    /** The name on the wire, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
