package de.lopezitwelt.auth.invitation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of an invitation. */
public enum InvitationStatus {
    PENDING,
    ACCEPTED,
    REVOKED,
    EXPIRED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
