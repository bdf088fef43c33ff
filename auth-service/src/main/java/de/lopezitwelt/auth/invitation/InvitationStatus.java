package de.lopezitwelt.auth.invitation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has become of an invitation. */
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
