package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.orgbilling.entitlement.Entitlements;
import de.lopezitwelt.orgbilling.subscription.SubscriptionEvents.Step;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step in a subscription's life is told to: the domain topic, the audit log, the entitlements. */
@ApplicationScoped
class SubscriptionJournal {
    private static final String TABLE = "subscriptions";

    private final Plans plans;
    private final Entitlements entitlements;
    private final Events events;
    private final AuditEvents audit;

    SubscriptionJournal(Plans plans, Entitlements entitlements, Events events, AuditEvents audit) {
        this.plans = plans;
        this.entitlements = entitlements;
        this.events = events;
        this.audit = audit;
    }

    /**
     * Event and audit record.
     *
     * @param before null for a new subscription
     */
    List<OutboxMessage> tell(Step step, Subscription row, @Nullable SubscriptionView before, Actor actor) {
        var after = SubscriptionView.of(row);
        return List.of(
                events.domain(SubscriptionEvents.of(step, after), row.id(), row.version(), actor.reference()),
                audit.message(
                        actor,
                        before == null ? AuditAction.INSERT : AuditAction.UPDATE,
                        TABLE,
                        row.id(),
                        step.reference(),
                        before,
                        after));
    }

    /** As {@link #tell}, with the entitlement that follows from the subscription's state. */
    Uni<List<OutboxMessage>> tellAndEntitle(
            Step step, Subscription row, @Nullable SubscriptionView before, Actor actor) {
        return entitlements.publish(entitlement(row)).map(published -> {
            var messages = new ArrayList<>(tell(step, row, before, actor));
            messages.addAll(published);
            return messages;
        });
    }

    private EntitlementState entitlement(Subscription row) {
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
