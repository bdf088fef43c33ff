package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import org.jspecify.annotations.Nullable;

/** Whom a subscription is for: an organization, or its buyer. */
record SubscriptionSubject(EntitlementSubject type, String id) {
    static SubscriptionSubject of(String userId, @Nullable String organizationId) {
        return organizationId == null
                ? new SubscriptionSubject(EntitlementSubject.USER, userId)
                : new SubscriptionSubject(EntitlementSubject.ORGANIZATION, organizationId);
    }

    String key() {
        return type.wireName() + ":" + id;
    }
}
