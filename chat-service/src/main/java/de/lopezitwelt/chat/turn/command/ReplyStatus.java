package de.lopezitwelt.chat.turn.command;

import java.util.Locale;

/** The state of a reply. */
public enum ReplyStatus {
    STREAMING,
    COMPLETED,
    CANCELLED,
    FAILED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ReplyStatus fromWire(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
