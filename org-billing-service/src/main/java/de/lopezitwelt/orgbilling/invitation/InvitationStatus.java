package de.lopezitwelt.orgbilling.invitation;

import com.fasterxml.jackson.annotation.JsonValue;
import de.lopezitwelt.platform.persistence.column.WireEnum;

/** What became of an invitation. {@code EXPIRED} follows from the time and is not stored. */
public enum InvitationStatus {
    PENDING,
    ACCEPTED,
    DECLINED,
    REVOKED,
    EXPIRED;

    @JsonValue
    public String wireName() {
        return WireEnum.name(this);
    }
}
