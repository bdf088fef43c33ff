package de.lopezitwelt.runtime.toolbox;

import de.lopezitwelt.runtime.agent.AgentConfig;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a reply may spend on calling tools before it must answer.
 *
 * @param cost in the currency of the price; null for no limit
 */
public record ToolLimits(
        int rounds, Duration time, @Nullable BigDecimal cost, Price price) {

    static final ToolLimits NONE = new ToolLimits(0, Duration.ZERO, null, Price.free("EUR"));

    public static ToolLimits of(AgentConfig config, Price price) {
        return new ToolLimits(
                config.maxToolRounds(), Duration.ofSeconds(config.maxToolSeconds()), config.maxToolCost(), price);
    }

    boolean spent(long nanos, Usage usage) {
        boolean dear = cost != null && price.cost(usage).compareTo(cost) >= 0;
        return dear || nanos >= time.toNanos();
    }
}
