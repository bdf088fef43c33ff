package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.orgbilling.plan.BillingCycleText;
import de.lopezitwelt.orgbilling.plan.Plan;
import de.lopezitwelt.orgbilling.plan.PlanTypeText;
import de.lopezitwelt.platform.persistence.IdGenerator;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plan that a user has bought, personally or for an organization. */
@Entity
@Table(name = "subscriptions")
class Subscription {
    @Id
    private String id;

    @Column(name = "user_id")
    private String userId;

    /** Emptied by its foreign key when the organization is deleted. */
    @Column(name = "organization_id")
    private @Nullable String existingOrganizationId;

    /** The organization it was bought for, which may be gone; null for a personal one. */
    @Column(name = "bought_for")
    private @Nullable String organizationId;

    @Convert(converter = PlanTypeText.class)
    @Column(name = "plan_type")
    private PlanType planType;

    @Convert(converter = SubscriptionStatusText.class)
    private SubscriptionStatus status;

    @Convert(converter = BillingCycleText.class)
    @Column(name = "billing_cycle")
    private BillingCycle billingCycle;

    private BigDecimal amount;

    private String currency;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Column(name = "ends_at")
    private @Nullable Instant endsAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** The subject while the subscription is current; unique, so that there is one per subject. */
    @Column(name = "current_subject")
    private @Nullable String currentSubject;

    private long version;

    /** What waits for approval; null when nothing does. */
    @Convert(converter = PlanTypeText.class)
    @Column(name = "requested_plan_type")
    private @Nullable PlanType requestedPlanType;

    @Convert(converter = BillingCycleText.class)
    @Column(name = "requested_billing_cycle")
    private @Nullable BillingCycle requestedBillingCycle;

    @Column(name = "requested_amount")
    private @Nullable BigDecimal requestedAmount;

    @Column(name = "requested_at")
    private @Nullable Instant requestedAt;

    @SuppressWarnings("NullAway") // for Hibernate
    protected Subscription() {}

    Subscription(
            String id, String userId, @Nullable String organizationId, Plan plan, BillingCycle cycle, Instant now) {
        this.id = id;
        this.userId = userId;
        this.existingOrganizationId = organizationId;
        this.organizationId = organizationId;
        this.planType = plan.type();
        this.status = SubscriptionStatus.ACTIVE;
        this.billingCycle = cycle;
        this.amount = plan.amount(cycle);
        this.currency = plan.currency();
        this.startsAt = now;
        this.createdAt = IdGenerator.timeOf(id);
        this.updatedAt = now;
        this.currentSubject = subject().key();
        this.version = 1;
    }

    /** Another plan or cycle from now on; its periods count from now. */
    void change(Plan plan, BillingCycle cycle, Instant now) {
        planType = plan.type();
        billingCycle = cycle;
        amount = plan.amount(cycle);
        currency = plan.currency();
        startsAt = now;
        endRequest(now);
    }

    /** One that begins by asking for another plan than the one it is of. */
    Subscription asking(Plan plan, BillingCycle cycle, Instant now) {
        requestedPlanType = plan.type();
        requestedBillingCycle = cycle;
        requestedAmount = plan.amount(cycle);
        requestedAt = now;
        return this;
    }

    /** Asks for another plan or cycle at today's price; what runs, runs on. */
    void request(Plan plan, BillingCycle cycle, Instant now) {
        asking(plan, cycle, now).touch(now);
    }

    /** What was asked for begins at the price of the request. */
    void approve(Instant now) {
        planType = Objects.requireNonNull(requestedPlanType);
        billingCycle = Objects.requireNonNull(requestedBillingCycle);
        amount = Objects.requireNonNull(requestedAmount);
        startsAt = now;
        endRequest(now);
    }

    /** Nothing is asked for any more. */
    void endRequest(Instant now) {
        requestedPlanType = null;
        requestedBillingCycle = null;
        requestedAmount = null;
        requestedAt = null;
        touch(now);
    }

    /** What waits for approval; null when nothing does. */
    SubscriptionView.@Nullable Pending pending() {
        return requestedPlanType == null
                        || requestedBillingCycle == null
                        || requestedAmount == null
                        || requestedAt == null
                ? null
                : new SubscriptionView.Pending(requestedPlanType, requestedBillingCycle, requestedAmount, requestedAt);
    }

    void cancel(Instant periodEnd, Instant now) {
        status = SubscriptionStatus.CANCELLED;
        endsAt = periodEnd;
        endRequest(now);
    }

    void activate(Instant now) {
        status = SubscriptionStatus.ACTIVE;
        endsAt = null;
        touch(now);
    }

    void suspend(Instant now) {
        status = SubscriptionStatus.SUSPENDED;
        touch(now);
    }

    void expire(Instant now) {
        status = SubscriptionStatus.EXPIRED;
        if (endsAt == null || endsAt.isAfter(now)) {
            endsAt = now;
        }
        currentSubject = null;
        endRequest(now);
    }

    private void touch(Instant now) {
        updatedAt = now;
        version++;
    }

    SubscriptionSubject subject() {
        return SubscriptionSubject.of(userId, organizationId);
    }

    String id() {
        return id;
    }

    String userId() {
        return userId;
    }

    @Nullable
    String organizationId() {
        return organizationId;
    }

    PlanType planType() {
        return planType;
    }

    SubscriptionStatus status() {
        return status;
    }

    BillingCycle billingCycle() {
        return billingCycle;
    }

    BigDecimal amount() {
        return amount;
    }

    String currency() {
        return currency;
    }

    Instant startsAt() {
        return startsAt;
    }

    @Nullable
    Instant endsAt() {
        return endsAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    long version() {
        return version;
    }
}
