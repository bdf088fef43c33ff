package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.SubscriptionCancelled;
import de.lopezitwelt.contracts.subscription.SubscriptionChanged;
import de.lopezitwelt.contracts.subscription.SubscriptionExpired;
import de.lopezitwelt.contracts.subscription.SubscriptionResumed;
import de.lopezitwelt.contracts.subscription.SubscriptionStarted;
import de.lopezitwelt.contracts.subscription.SubscriptionSuspended;

/** The event of each step in a subscription's life. */
final class SubscriptionEvents {
    private SubscriptionEvents() {}

    /** What happened; {@code reference} names it in audit and activity. */
    enum Step {
        STARTED("subscription.started"),
        CHANGED("subscription.changed"),
        CANCELLED("subscription.cancelled"),
        RESUMED("subscription.resumed"),
        SUSPENDED("subscription.suspended"),
        EXPIRED("subscription.expired");

        private final String reference;

        Step(String reference) {
            this.reference = reference;
        }

        String reference() {
            return reference;
        }
    }

    static Record of(Step step, SubscriptionView s) {
        return switch (step) {
            case STARTED ->
                new SubscriptionStarted(
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
            case CHANGED ->
                new SubscriptionChanged(
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
            case CANCELLED ->
                new SubscriptionCancelled(
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
            case RESUMED ->
                new SubscriptionResumed(
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
            case SUSPENDED ->
                new SubscriptionSuspended(
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
            case EXPIRED ->
                new SubscriptionExpired(
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
        };
    }
}
