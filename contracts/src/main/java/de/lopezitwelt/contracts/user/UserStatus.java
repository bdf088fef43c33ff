package de.lopezitwelt.contracts.user;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a user may do. {@code ERASING} refuses everything that would create data of the user. On the wire in lower case.
 */
public enum UserStatus {
    ACTIVE,
    INACTIVE,
    ERASING;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
