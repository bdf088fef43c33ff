package de.lopezitwelt.contracts.subscription;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A subscription was suspended. */
@EventType(value = "de.lopezitwelt.subscription.suspended.v1", topic = TopicNames.SUBSCRIPTIONS)
public record SubscriptionSuspended(
        String subscriptionId,
        String userId,
        @Nullable String organizationId,
        PlanType planType,
        SubscriptionStatus status,
        BillingCycle billingCycle,
        BigDecimal amount,
        String currency,
        Instant startsAt,
        @Nullable Instant endsAt) {}
