package de.lopezitwelt.orgbilling.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.orgbilling.OrgBillingProblem;
import de.lopezitwelt.orgbilling.directory.UserDirectory;
import de.lopezitwelt.orgbilling.member.Memberships;
import de.lopezitwelt.orgbilling.plan.BillingPeriods;
import de.lopezitwelt.orgbilling.plan.Plan;
import de.lopezitwelt.orgbilling.plan.Plans;
import de.lopezitwelt.orgbilling.subscription.SubscriptionEvents.Step;
import de.lopezitwelt.orgbilling.subscription.request.StartSubscriptionRequest;
import de.lopezitwelt.orgbilling.subscription.request.SubscriptionEdit;
import de.lopezitwelt.orgbilling.subscription.request.SubscriptionFilter;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.json.MergePatches;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Starts, changes, cancels and resumes subscriptions. */
@ApplicationScoped
class SubscriptionService {
    private final SubscriptionAccess access;
    private final OrganizationRows organizations;
    private final Memberships memberships;
    private final SubscriptionRepository rows;
    private final SubscriptionJournal journal;
    private final Plans plans;
    private final UserDirectory users;
    private final IdGenerator ids;
    private final Clock clock;
    private final ChangeRecorder changes;
    private final Idempotency idempotency;
    private final MergePatches patches;

    SubscriptionService(
            SubscriptionAccess access,
            OrganizationRows organizations,
            Memberships memberships,
            SubscriptionRepository rows,
            SubscriptionJournal journal,
            Plans plans,
            UserDirectory users,
            IdGenerator ids,
            Clock clock,
            ChangeRecorder changes,
            Idempotency idempotency,
            MergePatches patches) {
        this.access = access;
        this.organizations = organizations;
        this.memberships = memberships;
        this.rows = rows;
        this.journal = journal;
        this.plans = plans;
        this.users = users;
        this.ids = ids;
        this.clock = clock;
        this.changes = changes;
        this.idempotency = idempotency;
        this.patches = patches;
    }

    Uni<Versioned<SubscriptionView>> start(Caller caller, StartSubscriptionRequest request) {
        String organizationId = caller.organizationFor(Id.textOf(request.organizationId()));
        var subject = SubscriptionSubject.of(caller.userId(), organizationId);
        Plan wanted = plans.plan(request.planType());
        BillingCycle cycle = request.cycleOrDefault();
        boolean paid = wanted.amount(cycle).signum() > 0;
        var row = paid && plans.needApproval()
                ? pending(caller, organizationId, wanted, cycle)
                : new Subscription(ids.next(), caller.userId(), organizationId, wanted, cycle, clock.instant());
        var started = SubscriptionView.versioned(row);
        // the key first: a repeated request must meet itself there, not the subscription it has started
        return Panache.withSession(() -> access.ensureMayBuy(caller, organizationId))
                .chain(() -> paid
                        ? users.requireVerifiedEmail(caller.userId())
                        : Uni.createFrom().voidItem())
                .chain(() -> Panache.withTransaction(() -> ensureMayBuy(caller, organizationId)
                        .chain(() -> record(started.view()))
                        .chain(() -> rows.lockCurrent(subject.key()))
                        .chain(current -> replaced(current, request, caller))
                        .chain(ended -> insert(row, caller, ended))
                        .replaceWith(started)))
                .onFailure(SubscriptionService::isSecondCurrent)
                .transform(raced -> OrgBillingProblem.SUBSCRIPTION_EXISTS.because("Another request was faster"));
    }

    /** One of the free plan, which asks for another. */
    private Subscription pending(Caller caller, @Nullable String organizationId, Plan wanted, BillingCycle cycle) {
        Instant now = clock.instant();
        Plan free = plans.plan(PlanType.FREE);
        return new Subscription(ids.next(), caller.userId(), organizationId, free, BillingCycle.MONTHLY, now)
                .asking(wanted, cycle, now);
    }

    private Uni<Void> ensureMayBuy(Caller caller, @Nullable String organizationId) {
        if (organizationId == null) {
            return Uni.createFrom().voidItem();
        }
        return organizations.lock(organizationId).chain(() -> access.ensureMayBuy(caller, organizationId));
    }

    private Uni<Change> replaced(@Nullable Subscription current, StartSubscriptionRequest request, Caller caller) {
        if (current == null) {
            return Uni.createFrom().item(changes.by(caller.actor()));
        }
        SubscriptionPolicy.ensureMayReplace(
                current.planType(), current.status(), current.pending() != null, request.planType());
        var before = SubscriptionView.of(current);
        current.expire(clock.instant());
        // before the new row is inserted, or there would be two current ones for a moment
        return rows.flush().replaceWith(() -> journal.changeOf(Step.EXPIRED, current, before, caller.actor()));
    }

    private Uni<Void> insert(Subscription row, Caller caller, Change ended) {
        return rows.persistAndFlush(row)
                .chain(() -> journal.entitled(Step.STARTED, row, null, caller.actor()))
                .chain(started -> changes.record(ended.and(active(started, Step.STARTED, row, null))));
    }

    private Uni<Void> record(SubscriptionView started) {
        var outcome = Outcome.created("/api/v1/subscriptions/" + started.id(), started);
        return Panache.getSession().chain(session -> idempotency.record(session, outcome));
    }

    @WithSession
    Uni<Page<SubscriptionView>> list(Caller caller, @Nullable String wanted, PageRequest request) {
        String organizationId = wanted == null ? caller.organizationFor(null) : wanted;
        Uni<List<Subscription>> found;
        if (organizationId == null) {
            found = rows.findPersonal(caller.userId(), request);
        } else {
            found = memberships
                    .require(caller, organizationId, Permission.BILLING_READ)
                    .chain(() -> rows.findOfOrganization(organizationId, request));
        }
        return found.map(all -> Page.of(all, request, row -> Cursor.of(row.id()), SubscriptionView::of));
    }

    /** By an administrator of the platform. */
    @WithSession
    Uni<Page<SubscriptionView>> listAll(SubscriptionFilter filter, PageRequest request) {
        return rows.findAll(filter, request)
                .map(all -> Page.of(all, request, row -> Cursor.of(row.id()), SubscriptionView::of));
    }

    @WithSession
    Uni<Versioned<SubscriptionView>> get(Caller caller, String id) {
        return rows.findById(id)
                .chain(row -> access.visible(caller, row, Permission.BILLING_READ))
                .map(SubscriptionView::versioned);
    }

    Uni<Versioned<SubscriptionView>> change(Caller caller, String id, IfMatch condition, @Nullable JsonNode patch) {
        return step(caller, id, (row, now) -> {
            condition.check(row.version());
            var wanted = patches.apply(edit(row), patch);
            SubscriptionPolicy.ensureMayChange(row.status());
            Plan plan = plans.plan(wanted.planType());
            if (!SubscriptionPolicy.costsMore(row.planType(), row.amount(), plan, wanted.billingCycle())) {
                return Uni.createFrom().item(changed(row, plan, wanted.billingCycle(), now));
            }
            return users.requireVerifiedEmail(caller.userId()).map(verified -> {
                if (!plans.needApproval()) {
                    return changed(row, plan, wanted.billingCycle(), now);
                }
                row.request(plan, wanted.billingCycle(), now);
                return Step.REQUESTED;
            });
        });
    }

    /** What a patch is applied to: what waits for approval, else what runs. */
    private static SubscriptionEdit edit(Subscription row) {
        var pending = row.pending();
        return pending == null
                ? new SubscriptionEdit(row.planType(), row.billingCycle())
                : new SubscriptionEdit(pending.planType(), pending.billingCycle());
    }

    /** Naming what runs already takes back what was asked for, and leaves the periods alone. */
    private static Step changed(Subscription row, Plan plan, BillingCycle cycle, Instant now) {
        if (plan.type() == row.planType() && cycle == row.billingCycle()) {
            row.endRequest(now);
        } else {
            row.change(plan, cycle, now);
        }
        return Step.CHANGED;
    }

    /** By an administrator of the platform. */
    Uni<Versioned<SubscriptionView>> approve(Caller caller, String id) {
        return step(caller, id, always(Step.APPROVED, (row, now) -> {
            SubscriptionPolicy.ensurePending(row.pending() != null);
            SubscriptionPolicy.ensureMayChange(row.status());
            row.approve(now);
        }));
    }

    /** By an administrator of the platform. */
    Uni<Versioned<SubscriptionView>> decline(Caller caller, String id, @Nullable String reason) {
        return step(caller, id, reason, always(Step.DECLINED, (row, now) -> {
            SubscriptionPolicy.ensurePending(row.pending() != null);
            row.endRequest(now);
        }));
    }

    Uni<Versioned<SubscriptionView>> cancel(Caller caller, String id) {
        return step(caller, id, (row, now) -> Uni.createFrom().item(() -> cancelled(row, now)));
    }

    private static Step cancelled(Subscription row, Instant now) {
        if (row.planType() == PlanType.FREE && row.pending() != null) {
            row.endRequest(now);
            return Step.CHANGED;
        }
        SubscriptionPolicy.ensureMayCancel(row.status(), row.planType());
        if (row.status() == SubscriptionStatus.SUSPENDED) {
            row.expire(now);
            return Step.EXPIRED;
        }
        row.cancel(BillingPeriods.endOfCurrent(row.startsAt(), row.billingCycle(), now), now);
        return Step.CANCELLED;
    }

    Uni<Versioned<SubscriptionView>> resume(Caller caller, String id) {
        return step(caller, id, always(Step.RESUMED, (row, now) -> {
            SubscriptionPolicy.ensureMayResume(row.status(), row.endsAt(), now);
            row.activate(now);
        }));
    }

    /** By an administrator of the platform. */
    Uni<Versioned<SubscriptionView>> suspend(Caller caller, String id) {
        return step(caller, id, always(Step.SUSPENDED, (row, now) -> {
            SubscriptionPolicy.ensureMaySuspend(row.status());
            row.suspend(now);
        }));
    }

    /** By an administrator of the platform. */
    Uni<Versioned<SubscriptionView>> reinstate(Caller caller, String id) {
        return step(caller, id, always(Step.RESUMED, (row, now) -> {
            SubscriptionPolicy.ensureMayReinstate(row.status());
            row.activate(now);
        }));
    }

    private Uni<Versioned<SubscriptionView>> step(
            Caller caller, String id, BiFunction<Subscription, Instant, Uni<Step>> change) {
        return step(caller, id, null, change);
    }

    private Uni<Versioned<SubscriptionView>> step(
            Caller caller, String id, @Nullable String reason, BiFunction<Subscription, Instant, Uni<Step>> change) {
        return Panache.withTransaction(() -> rows.lock(id)
                .chain(row -> access.visible(caller, row, Permission.BILLING_MANAGE))
                .chain(row -> {
                    var before = SubscriptionView.of(row);
                    return change.apply(row, clock.instant())
                            .chain(step -> journal.entitled(step, row, before, caller.actor())
                                    .chain(entitled -> changes.record(active(entitled, step, row, reason))))
                            .replaceWith(() -> SubscriptionView.versioned(row));
                }));
    }

    private static BiFunction<Subscription, Instant, Uni<Step>> always(
            Step step, BiConsumer<Subscription, Instant> change) {
        return (row, now) -> {
            change.accept(row, now);
            return Uni.createFrom().item(step);
        };
    }

    /** Decisions of administrators stand in the buyer's list, everything else in that of the person who did it. */
    private static Change active(Change change, Step step, Subscription row, @Nullable String reason) {
        var about = new HashMap<String, String>();
        about.put("plan_type", row.planType().wireName());
        about.put("subject", row.subject().key());
        if (reason != null) {
            about.put("reason", reason);
        }
        return step == Step.APPROVED || step == Step.DECLINED
                ? change.activityOf(row.userId(), step.reference(), "subscription", row.id(), about)
                : change.activity(step.reference(), "subscription", row.id(), about);
    }

    private static boolean isSecondCurrent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation
                    && String.valueOf(violation.getMessage()).contains("unique_current_subject")) {
                return true;
            }
        }
        return false;
    }
}
