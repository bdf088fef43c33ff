package de.lopezitwelt.auth.invitation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of an invitation. */
enum InvitationStatus {
    PENDING,
    ACCEPTED,
    REVOKED,
    EXPIRED;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
