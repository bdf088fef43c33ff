package de.lopezitwelt.chat.budget;

import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.catalog.PriceRule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one currency in which costs are counted. Prices and limits in others are converted by the configured rates; without a
 * rate a catalog is refused, and a limit cannot be held.
 */
@ApplicationScoped
public class BudgetCurrency implements PriceRule {
    private static final Logger LOG = Logger.getLogger(BudgetCurrency.class);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final BudgetConfig config;

    BudgetCurrency(BudgetConfig config) {
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        config.rates()
                .forEach((currency, rate) -> LOG.infof(
                        "1 %s counts as %s %s, the rate of %s", currency, rate.rate(), config.currency(), rate.date()));
    }

    /** A price of zero needs no rate. */
    @Override
    public Price counted(Price price) {
        if (price.isFree()) {
            return Price.free(config.currency());
        }
        BigDecimal rate = rate(price.currency());
        if (rate == null) {
            throw new IllegalArgumentException(price.currency() + " is not the currency of budgets, "
                    + config.currency() + ", and lopez.chat.budget.rates.\"" + price.currency()
                    + "\".rate and .date are not set");
        }
        return price.times(rate, config.currency());
    }

    /**
     * A limit in the currency of budgets; null means unlimited.
     *
     * @param currency null for the one of budgets
     * @throws ProblemException 503 when there is no rate
     */
    @Nullable
    BigDecimal limit(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null || currency == null) {
            return amount;
        }
        BigDecimal rate = rate(currency);
        if (rate == null) {
            LOG.errorf(
                    "limits in %s cannot be held: lopez.chat.budget.currency is %s, and there is no rate",
                    currency, config.currency());
            throw ProblemException.unavailable("A limit in " + currency + " cannot be held here", LATER);
        }
        return amount.multiply(rate);
    }

    private @Nullable BigDecimal rate(String currency) {
        if (currency.equals(config.currency())) {
            return BigDecimal.ONE;
        }
        BudgetConfig.Rate rate = config.rates().get(currency);
        return rate == null ? null : rate.rate();
    }
}
