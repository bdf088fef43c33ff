package de.lopezitwelt.contracts.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kind of subject that an entitlement belongs to. On the wire in lower case. */
public enum EntitlementSubject {
    USER,
    ORGANIZATION,
    API_KEY,
    ENTERPRISE_AGENT;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
