package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.PlanType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Buys a plan. */
public record StartSubscriptionRequest(
        @NotNull @Schema(examples = "basic") PlanType planType,

        @Schema(description = "monthly when left out") @Nullable
        BillingCycle billingCycle,

        @Size(max = 36) @Schema(description = "Whom it is for; left out: yourself") @Nullable
        String organizationId) {

    BillingCycle cycleOrDefault() {
        return billingCycle == null ? BillingCycle.MONTHLY : billingCycle;
    }
}
