package de.lopezitwelt.contracts.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How often a subscription is invoiced. On the wire in lower case. */
public enum BillingCycle {
    MONTHLY,
    YEARLY;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
