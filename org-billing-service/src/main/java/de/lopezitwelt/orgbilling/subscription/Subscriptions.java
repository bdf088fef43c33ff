package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.orgbilling.OrgBillingProblem;
import de.lopezitwelt.orgbilling.entitlement.Entitlements;
import de.lopezitwelt.orgbilling.entitlement.SubscribedPlans;
import de.lopezitwelt.orgbilling.plan.Plans;
import de.lopezitwelt.orgbilling.subscription.SubscriptionEvents.Step;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What other features ask of subscriptions, within their own transactions. */
@ApplicationScoped
public class Subscriptions implements SubscribedPlans {
    private final SubscriptionRepository rows;
    private final SubscriptionJournal journal;
    private final Entitlements entitlements;
    private final Plans plans;
    private final IdGenerator ids;
    private final Clock clock;

    Subscriptions(
            SubscriptionRepository rows,
            SubscriptionJournal journal,
            Entitlements entitlements,
            Plans plans,
            IdGenerator ids,
            Clock clock) {
        this.rows = rows;
        this.journal = journal;
        this.entitlements = entitlements;
        this.plans = plans;
        this.ids = ids;
        this.clock = clock;
    }

    /** The free subscription every organization begins with. */
    public Uni<Change> startFree(String organizationId, Caller founder) {
        var row = new Subscription(
                ids.next(),
                founder.userId(),
                organizationId,
                plans.plan(PlanType.FREE),
                BillingCycle.MONTHLY,
                clock.instant());
        return rows.persist(row).chain(() -> journal.entitled(Step.STARTED, row, null, founder.actor()));
    }

    @Override
    public Uni<@Nullable EntitlementState> lockEntitled(String subjectKey) {
        return rows.lockCurrent(subjectKey).map(row -> row == null ? null : journal.entitlement(row));
    }

    /** Ends everything of an organization that is being deleted; fails with 409 while a paid plan runs on. */
    public Uni<Void> endAll(String organizationId, Caller caller, Change change) {
        var subject = SubscriptionSubject.of(caller.userId(), organizationId);
        return rows.lockCurrent(subject.key())
                .invoke(row -> {
                    if (row != null) {
                        change.and(end(row, caller));
                    }
                })
                .chain(() -> entitlements.withdraw(EntitlementSubject.ORGANIZATION, organizationId, change))
                .replaceWithVoid();
    }

    private Change end(Subscription row, Caller caller) {
        if (row.planType() != PlanType.FREE && row.status() == SubscriptionStatus.ACTIVE) {
            throw OrgBillingProblem.ORGANIZATION_IN_USE.because("Cancel its paid subscription first");
        }
        var before = SubscriptionView.of(row);
        row.expire(clock.instant());
        return journal.changeOf(Step.EXPIRED, row, before, caller.actor());
    }
}
