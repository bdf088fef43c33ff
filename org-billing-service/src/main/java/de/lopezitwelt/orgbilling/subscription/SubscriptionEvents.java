package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionCancelled;
import de.lopezitwelt.contracts.subscription.SubscriptionChanged;
import de.lopezitwelt.contracts.subscription.SubscriptionExpired;
import de.lopezitwelt.contracts.subscription.SubscriptionResumed;
import de.lopezitwelt.contracts.subscription.SubscriptionStarted;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.contracts.subscription.SubscriptionSuspended;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The event of each step in a subscription's life. Each says how the subscription stands afterwards. */
final class SubscriptionEvents {
    private SubscriptionEvents() {}

    /** What happened; {@code reference} names it in audit and activity. */
    enum Step {
        STARTED("subscription.started", SubscriptionStarted::new),
        CHANGED("subscription.changed", SubscriptionChanged::new),
        REQUESTED("subscription.requested", SubscriptionChanged::new),
        APPROVED("subscription.approved", SubscriptionChanged::new),
        DECLINED("subscription.declined", SubscriptionChanged::new),
        CANCELLED("subscription.cancelled", SubscriptionCancelled::new),
        RESUMED("subscription.resumed", SubscriptionResumed::new),
        SUSPENDED("subscription.suspended", SubscriptionSuspended::new),
        EXPIRED("subscription.expired", SubscriptionExpired::new);

        private final String reference;
        private final Snapshot event;

        Step(String reference, Snapshot event) {
            this.reference = reference;
            this.event = event;
        }

        String reference() {
            return reference;
        }
    }

    static Record of(Step step, SubscriptionView s) {
        return step.event.of(
                s.id(),
                s.userId(),
                s.organizationId(),
                s.planType(),
                s.status(),
                s.billingCycle(),
                s.amount(),
                s.currency(),
                s.startsAt(),
                s.endsAt());
    }

    @FunctionalInterface
    private interface Snapshot {
        Record of(
                String subscriptionId,
                String userId,
                @Nullable String organizationId,
                PlanType planType,
                SubscriptionStatus status,
                BillingCycle billingCycle,
                BigDecimal amount,
                String currency,
                Instant startsAt,
                @Nullable Instant endsAt);
    }
}
