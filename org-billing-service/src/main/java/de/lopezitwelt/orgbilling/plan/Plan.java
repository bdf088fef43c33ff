package de.lopezitwelt.orgbilling.plan;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import de.lopezitwelt.contracts.subscription.PlanType;
import java.math.BigDecimal;

/** What a plan costs and allows. Amounts have two decimals. */
public record Plan(PlanType type, BigDecimal monthly, BigDecimal yearly, String currency, EntitlementLimits limits) {
    public BigDecimal amount(BillingCycle cycle) {
        return switch (cycle) {
            case MONTHLY -> monthly;
            case YEARLY -> yearly;
        };
    }
}
