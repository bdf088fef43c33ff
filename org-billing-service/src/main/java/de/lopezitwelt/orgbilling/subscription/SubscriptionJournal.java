package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.orgbilling.entitlement.Entitlements;
import de.lopezitwelt.orgbilling.plan.Plans;
import de.lopezitwelt.orgbilling.subscription.SubscriptionEvents.Step;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Records a step in a subscription's life: on the domain topic, in the audit log, in the entitlements. */
@ApplicationScoped
class SubscriptionJournal {
    private static final String TABLE = "subscriptions";

    private final Plans plans;
    private final Entitlements entitlements;
    private final ChangeRecorder changes;

    SubscriptionJournal(Plans plans, Entitlements entitlements, ChangeRecorder changes) {
        this.plans = plans;
        this.entitlements = entitlements;
        this.changes = changes;
    }

    /**
     * Event and audit record.
     *
     * @param version of the subscription after the step
     * @param before null for a new subscription
     */
    Change changeOf(Step step, SubscriptionView after, long version, @Nullable SubscriptionView before, Actor actor) {
        Change change = changes.by(actor).event(SubscriptionEvents.of(step, after), after.id(), version);
        return before == null
                ? change.inserted(TABLE, after.id(), step.reference(), after)
                : change.updated(TABLE, after.id(), step.reference(), before, after);
    }

    Change changeOf(Step step, Subscription row, @Nullable SubscriptionView before, Actor actor) {
        return changeOf(step, SubscriptionView.of(row), row.version(), before, actor);
    }

    /** As {@link #changeOf}, with the entitlement that follows from the subscription's state. */
    Uni<Change> entitled(Step step, Subscription row, @Nullable SubscriptionView before, Actor actor) {
        return entitlements.publish(entitlement(row), changeOf(step, row, before, actor));
    }

    EntitlementState entitlement(Subscription row) {
        var subject = row.subject();
        boolean expired = row.status() == SubscriptionStatus.EXPIRED;
        return new EntitlementState(
                subject.type(),
                subject.id(),
                SubscriptionPolicy.limits(plans.table(), row.planType(), row.status()),
                expired ? PlanType.FREE : row.planType(),
                row.status(),
                null,
                null,
                null,
                true);
    }
}
