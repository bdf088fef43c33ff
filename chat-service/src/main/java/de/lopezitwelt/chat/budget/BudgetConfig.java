package de.lopezitwelt.chat.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Limits of subjects whose entitlement sets none; a limit that is set in neither means unlimited. When all three of a kind are
 * set, they hold too for a subject of whom nothing is known while org-billing does not answer.
 */
@ConfigMapping(prefix = "lopez.chat.budget")
public interface BudgetConfig {
    /** ISO 4217 code of the currency in which costs are counted; the catalog's prices are taken to be in it. */
    @WithDefault("EUR")
    String currency();

    /** Replies that one user may have running at once, over all instances. */
    @WithDefault("5")
    long concurrentReplies();

    Limits user();

    Limits apiKey();

    Limits organization();

    Limits enterpriseAgent();

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
