package de.lopezitwelt.orgbilling.entitlement;

import de.lopezitwelt.contracts.subscription.EntitlementState;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** What subjects' subscriptions entitle them to; implemented by the subscription feature. */
public interface SubscribedPlans {
    /**
     * Of the current subscription, which is locked until the transaction ends; null when there is none.
     *
     * @param subjectKey {@code user:<id>} or {@code organization:<id>}
     */
    Uni<@Nullable EntitlementState> lockEntitled(String subjectKey);
}
