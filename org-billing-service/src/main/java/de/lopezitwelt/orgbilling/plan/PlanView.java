package de.lopezitwelt.orgbilling.plan;

import de.lopezitwelt.contracts.subscription.PlanType;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A plan as the API shows it. */
@Schema(name = "Plan")
public record PlanView(
        @Schema(examples = "basic") PlanType planType,

        @Schema(description = "Price of a month", examples = "9.90")
        BigDecimal monthly,

        @Schema(description = "Price of a year", examples = "99.00")
        BigDecimal yearly,

        @Schema(description = "ISO 4217", examples = "EUR") String currency,

        @Schema(description = "Messages per UTC day; null is unlimited", examples = "1000") @Nullable
        Long messagesPerDay,

        @Schema(description = "Tokens per calendar month (UTC); null is unlimited", examples = "5000000") @Nullable
        Long tokensPerMonth,

        @Schema(description = "Model cost per calendar month (UTC); null is unlimited", examples = "20.00") @Nullable
        BigDecimal costPerMonth,

        @Schema(description = "Whether it is pending until an administrator approves it")
        boolean needsApproval) {

    static PlanView of(Plan plan, boolean approval) {
        var limits = plan.limits();
        return new PlanView(
                plan.type(),
                plan.monthly(),
                plan.yearly(),
                plan.currency(),
                limits.messagesPerDay(),
                limits.tokensPerMonth(),
                limits.costPerMonth(),
                approval && plan.monthly().max(plan.yearly()).signum() > 0);
    }
}
