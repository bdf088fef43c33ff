package de.lopezitwelt.chat.replica;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import org.jspecify.annotations.Nullable;

/**
 * What a subject may use.
 *
 * @param customConfig of an enterprise agent: merged over the agent's configuration
 * @param isActive of an enterprise agent: whether the license is in force
 */
public record Entitlement(
        EntitlementSubject subjectType,
        String subjectId,
        EntitlementLimits limits,
        @Nullable JsonNode customConfig,
        boolean isActive) {}
