package de.lopezitwelt.contracts.user;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Role of a user on the whole platform. On the wire in lower case. */
public enum UserRole {
    ADMIN,
    USER,
    MODERATOR;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
