package de.lopezitwelt.chat.budget;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Limits of subjects whose entitlement sets none; null means unlimited. */
public record LimitDefaults(
        @Nullable Long messagesPerDay,
        @Nullable Long tokensPerMonth,
        @Nullable BigDecimal costPerMonth) {
    boolean areComplete() {
        return messagesPerDay != null && tokensPerMonth != null && costPerMonth != null;
    }
}
