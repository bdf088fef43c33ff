package de.lopezitwelt.orgbilling.erasure;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionChanged;
import de.lopezitwelt.contracts.subscription.SubscriptionExpired;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A subscription of a user who is being erased, under its row lock. */
record HeldSubscription(
        String id,
        String userId,
        @Nullable String organizationId,
        PlanType planType,
        SubscriptionStatus status,
        BillingCycle billingCycle,
        BigDecimal amount,
        String currency,
        Instant startsAt,
        @Nullable Instant endsAt,
        long version) {

    SubscriptionChanged passedTo(String owner) {
        return new SubscriptionChanged(
                id, owner, organizationId, planType, status, billingCycle, amount, currency, startsAt, endsAt);
    }

    SubscriptionExpired ended(Instant now) {
        return new SubscriptionExpired(
                id,
                userId,
                organizationId,
                planType,
                SubscriptionStatus.EXPIRED,
                billingCycle,
                amount,
                currency,
                startsAt,
                now);
    }
}
