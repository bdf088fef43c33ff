package de.lopezitwelt.contracts.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Plans that can be bought. On the wire in lower case. */
public enum PlanType {
    FREE,
    BASIC,
    PREMIUM,
    ENTERPRISE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
