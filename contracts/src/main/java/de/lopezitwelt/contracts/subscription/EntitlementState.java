package de.lopezitwelt.contracts.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Full snapshot of what a subject may use, keyed {@code <subject type>:<subject id>}. {@code isActive} says
 * whether the subject may use anything at all. The three fields before it belong to enterprise agents.
 */
@EventType(value = "de.lopezitwelt.entitlement.state.v1", topic = TopicNames.ENTITLEMENTS_STATE)
public record EntitlementState(
        EntitlementSubject subjectType,
        String subjectId,
        EntitlementLimits limits,
        @Nullable PlanType planType,
        @Nullable SubscriptionStatus status,
        @Nullable String organizationId,
        @Nullable String agentId,
        @Nullable JsonNode customConfig,
        boolean isActive) {}
