package de.lopezitwelt.chat.turn.command;

import de.lopezitwelt.platform.persistence.column.WireEnum;
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
        return WireEnum.parse(ReplyStatus.class, name);
    }
}
