package de.lopezitwelt.orgbilling.subscription.request;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.PlanType;
import jakarta.validation.constraints.NotNull;

/** What of a subscription can be patched. */
public record SubscriptionEdit(
        @NotNull PlanType planType, @NotNull BillingCycle billingCycle) {}
