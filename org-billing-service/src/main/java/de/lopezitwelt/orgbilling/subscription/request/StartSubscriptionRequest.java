package de.lopezitwelt.orgbilling.subscription.request;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Buys a plan. */
public record StartSubscriptionRequest(
        @NotNull @Schema(examples = "basic") PlanType planType,

        @Schema(description = "monthly when left out") @Nullable
        BillingCycle billingCycle,

        @Schema(description = "Whom it is for; left out: yourself") @Nullable
        Id organizationId) {

    public BillingCycle cycleOrDefault() {
        return billingCycle == null ? BillingCycle.MONTHLY : billingCycle;
    }
}
