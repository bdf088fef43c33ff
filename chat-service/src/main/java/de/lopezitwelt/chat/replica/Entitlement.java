package de.lopezitwelt.chat.replica;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.contracts.subscription.PlanType;
import org.jspecify.annotations.Nullable;

/**
 * What a subject may use.
 *
 * @param planType of a user or an organization: what the limits follow from
 * @param customConfig of an enterprise agent: merged over the agent's configuration
 * @param isActive whether the subject may use anything: of an enterprise agent, whether the license is in force
 */
public record Entitlement(
        EntitlementSubject subjectType,
        String subjectId,
        EntitlementLimits limits,
        @Nullable PlanType planType,
        @Nullable JsonNode customConfig,
        boolean isActive) {
    static Entitlement of(EntitlementState state) {
        return new Entitlement(
                state.subjectType(),
                state.subjectId(),
                state.limits(),
                state.planType(),
                state.customConfig(),
                state.isActive());
    }
}
