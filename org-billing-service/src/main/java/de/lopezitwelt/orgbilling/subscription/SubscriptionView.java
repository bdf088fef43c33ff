package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A subscription as the API shows it. */
@Schema(name = "Subscription")
public record SubscriptionView(
        @Schema(examples = "0198c5a4-0a1b-7c2d-8e3f-405162738495")
        String id,

        @Schema(description = "Who bought it") String userId,

        @Schema(description = "The organization it is for; null for a personal subscription") @Nullable
        String organizationId,

        @Schema(description = "What runs; a plan that was asked for is pending until it is approved")
        PlanType planType,

        SubscriptionStatus status,

        BillingCycle billingCycle,

        @Schema(examples = "9.90") BigDecimal amount,

        @Schema(description = "ISO 4217", examples = "EUR") String currency,

        Instant startsAt,

        @Schema(description = "When it ends or ended; null while it runs on") @Nullable
        Instant endsAt,

        Instant createdAt,

        Instant updatedAt,

        @Schema(description = "What waits for an administrator's approval and entitles to nothing yet; else null")
        @Nullable
        Pending pending) {

    /** A plan that was asked for. */
    @Schema(name = "PendingSubscription")
    public record Pending(
            PlanType planType,

            BillingCycle billingCycle,

            @Schema(description = "The price it begins with", examples = "499.00")
            BigDecimal amount,

            Instant requestedAt) {}

    SubscriptionView boughtBy(String buyer, Instant now) {
        return new SubscriptionView(
                id,
                buyer,
                organizationId,
                planType,
                status,
                billingCycle,
                amount,
                currency,
                startsAt,
                endsAt,
                createdAt,
                now,
                pending);
    }

    SubscriptionView ended(Instant now) {
        return new SubscriptionView(
                id,
                userId,
                organizationId,
                planType,
                SubscriptionStatus.EXPIRED,
                billingCycle,
                amount,
                currency,
                startsAt,
                now,
                createdAt,
                now,
                null);
    }

    static SubscriptionView of(Subscription row) {
        return new SubscriptionView(
                row.id(),
                row.userId(),
                row.organizationId(),
                row.planType(),
                row.status(),
                row.billingCycle(),
                row.amount(),
                row.currency(),
                row.startsAt(),
                row.endsAt(),
                row.createdAt(),
                row.updatedAt(),
                row.pending());
    }

    static Versioned<SubscriptionView> versioned(Subscription row) {
        return new Versioned<>(of(row), row.version());
    }
}
