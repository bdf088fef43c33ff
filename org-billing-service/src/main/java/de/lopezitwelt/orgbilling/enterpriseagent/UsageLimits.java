package de.lopezitwelt.orgbilling.enterpriseagent;

import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Hard limits of an organization's use of one agent; what is left out is unlimited. */
@Schema(name = "UsageLimits")
public record UsageLimits(
        @Min(0) @Schema(description = "User messages per UTC day", examples = "500") @Nullable
        Long messagesPerDay,

        @Min(0) @Schema(description = "Tokens per calendar month (UTC)", examples = "2000000") @Nullable
        Long tokensPerMonth,

        @DecimalMin("0")
        @Digits(integer = 8, fraction = 2)
        @Schema(description = "Model cost per calendar month", examples = "25.00")
        @Nullable
        BigDecimal costPerMonth) {
    static final UsageLimits NONE = new UsageLimits(null, null, null);

    EntitlementLimits withCurrency(String currency) {
        return new EntitlementLimits(messagesPerDay, tokensPerMonth, costPerMonth, currency);
    }
}
