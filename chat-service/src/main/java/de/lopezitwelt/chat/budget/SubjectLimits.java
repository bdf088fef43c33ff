package de.lopezitwelt.chat.budget;

import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.contracts.subscription.PlanType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one subject; null means unlimited.
 *
 * @param costPerMonth in the currency of budgets
 * @param plan that they follow from; null for API keys and licensed agents
 */
public record SubjectLimits(
        EntitlementSubject type,
        String id,
        @Nullable Long messagesPerDay,
        @Nullable Long tokensPerMonth,
        @Nullable BigDecimal costPerMonth,
        @Nullable PlanType plan) {

    public static SubjectLimits unlimited(EntitlementSubject type, String id) {
        return new SubjectLimits(type, id, null, null, null, null);
    }

    /** This one's limits where they are set, otherwise the defaults. */
    public SubjectLimits orElse(LimitDefaults defaults) {
        return new SubjectLimits(
                type,
                id,
                messagesPerDay != null ? messagesPerDay : defaults.messagesPerDay(),
                tokensPerMonth != null ? tokensPerMonth : defaults.tokensPerMonth(),
                costPerMonth != null ? costPerMonth : defaults.costPerMonth(),
                plan);
    }
}
