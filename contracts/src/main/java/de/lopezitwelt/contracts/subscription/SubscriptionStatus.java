package de.lopezitwelt.contracts.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of a subscription. On the wire in lower case. */
public enum SubscriptionStatus {
    ACTIVE,
    CANCELLED,
    EXPIRED,
    SUSPENDED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
