package de.lopezitwelt.contracts.organization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Role of a user within one organization, strongest first. On the wire in lower case. */
public enum MemberRole {
    OWNER,
    ADMIN,
    MEMBER,
    VIEWER;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
