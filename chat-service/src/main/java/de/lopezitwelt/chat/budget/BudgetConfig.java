package de.lopezitwelt.chat.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Limits of subjects whose entitlement sets none; a limit that is set in neither means unlimited. When all three of a kind are
 * set, they also hold for an unknown subject while org-billing does not answer.
 */
@ConfigMapping(prefix = "lopez.chat.budget")
public interface BudgetConfig {
    /** ISO 4217 code of the currency in which costs are counted. */
    @WithDefault("EUR")
    String currency();

    /** Rates for other currencies, by their ISO 4217 codes. */
    Map<String, Rate> rates();

    /** Replies that one user may have running at once, over all instances. */
    @WithDefault("5")
    long concurrentReplies();

    Limits user();

    Limits apiKey();

    Limits organization();

    Limits enterpriseAgent();

    /** A rate of exchange. */
    interface Rate {
        /** Units of {@link #currency} for one of the other currency; above 0. */
        @Positive
        BigDecimal rate();

        /** The day it was looked up; said at the start. */
        LocalDate date();
    }

    /** Limits of one kind of subject. */
    interface Limits {
        Optional<Long> messagesPerDay();

        Optional<Long> tokensPerMonth();

        Optional<BigDecimal> costPerMonth();

        default LimitDefaults defaults() {
            return new LimitDefaults(
                    messagesPerDay().orElse(null),
                    tokensPerMonth().orElse(null),
                    costPerMonth().orElse(null));
        }
    }
}
