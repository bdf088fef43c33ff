package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.orgbilling.OrgBillingProblem;
import de.lopezitwelt.orgbilling.plan.Plan;
import de.lopezitwelt.orgbilling.plan.PlanTable;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's life: active ⇄ cancelled (until its period ends) → expired; active ⇄ suspended → expired. All but
 * expired ones are <em>current</em>, and a subject has at most one of those.
 */
final class SubscriptionPolicy {
    private SubscriptionPolicy() {}

    /**
     * A new subscription may take the place of a free one; a paid one, or one that waits for approval, is changed instead.
     *
     * @throws ProblemException 409
     */
    static void ensureMayReplace(PlanType current, SubscriptionStatus status, boolean pending, PlanType wanted) {
        if (pending) {
            throw OrgBillingProblem.SUBSCRIPTION_EXISTS.because(
                    "Another plan waits for approval; change it, or cancel it");
        }
        if (current != PlanType.FREE || wanted == PlanType.FREE) {
            throw OrgBillingProblem.SUBSCRIPTION_EXISTS.because(wayOn(status));
        }
    }

    /** Whether it costs something, and is a greater plan or takes more money at once than what runs. */
    static boolean costsMore(PlanType current, BigDecimal amount, Plan wanted, BillingCycle cycle) {
        BigDecimal price = wanted.amount(cycle);
        return price.signum() > 0 && (wanted.type().compareTo(current) > 0 || price.compareTo(amount) > 0);
    }

    /** @throws ProblemException 409 */
    static void ensurePending(boolean pending) {
        ensure(pending, "Nothing waits for approval");
    }

    /** @throws ProblemException 409 */
    static void ensureMayChange(SubscriptionStatus status) {
        ensure(status == SubscriptionStatus.ACTIVE, wayOn(status));
    }

    /**
     * One that is suspended ends at once, or cancelling would bring its limits back.
     *
     * @throws ProblemException 409
     */
    static void ensureMayCancel(SubscriptionStatus status, PlanType plan) {
        ensure(plan != PlanType.FREE, "The free plan costs nothing and has no end");
        ensure(status == SubscriptionStatus.ACTIVE || status == SubscriptionStatus.SUSPENDED, wayOn(status));
    }

    /**
     * A cancellation can be taken back until it takes effect.
     *
     * @throws ProblemException 409
     */
    static void ensureMayResume(SubscriptionStatus status, @Nullable Instant endsAt, Instant now) {
        ensure(status == SubscriptionStatus.CANCELLED, wayOn(status));
        ensure(endsAt != null && endsAt.isAfter(now), "The subscription has ended");
    }

    /** @throws ProblemException 409 */
    static void ensureMaySuspend(SubscriptionStatus status) {
        ensure(status == SubscriptionStatus.ACTIVE, wayOn(status));
    }

    /** @throws ProblemException 409 */
    static void ensureMayReinstate(SubscriptionStatus status) {
        ensure(status == SubscriptionStatus.SUSPENDED, wayOn(status));
    }

    /** Whether the expiry job ends it now. */
    static boolean isOver(SubscriptionStatus status, @Nullable Instant endsAt, Instant now) {
        return status == SubscriptionStatus.CANCELLED && endsAt != null && !endsAt.isAfter(now);
    }

    /** What a subject may use: its plan while it runs, else what everybody has for free. */
    static EntitlementLimits limits(PlanTable plans, PlanType plan, SubscriptionStatus status) {
        boolean runs = status == SubscriptionStatus.ACTIVE || status == SubscriptionStatus.CANCELLED;
        return plans.plan(runs ? plan : PlanType.FREE).limits();
    }

    /** The one place that says what can be done with a subscription as it stands; every refusal says the same. */
    private static String wayOn(SubscriptionStatus status) {
        return switch (status) {
            case ACTIVE -> "The subscription is active: it can be changed and cancelled";
            case CANCELLED -> "The subscription is cancelled and runs to the end of its period: resume it to change it";
            case SUSPENDED ->
                "The subscription is suspended: it can be cancelled, and an administrator can reinstate it";
            case EXPIRED -> "The subscription has ended: start another one";
        };
    }

    private static void ensure(boolean allowed, String otherwise) {
        if (!allowed) {
            throw OrgBillingProblem.SUBSCRIPTION_STATE.because(otherwise);
        }
    }
}
