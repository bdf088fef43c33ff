package de.lopezitwelt.contracts.subscription;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Hard limits, enforced at the point of use; null means unlimited. {@code costPerMonth} is in {@code currency} (ISO
 * 4217).
 */
public record EntitlementLimits(
        @Nullable Long messagesPerDay,
        @Nullable Long tokensPerMonth,
        @Nullable BigDecimal costPerMonth,
        @Nullable String currency) {}
