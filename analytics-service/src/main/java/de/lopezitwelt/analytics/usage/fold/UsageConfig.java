package de.lopezitwelt.analytics.usage.fold;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long usage is kept. */
@ConfigMapping(prefix = "lopez.analytics.usage")
public interface UsageConfig {
    /** Usage by user and API key. */
    @WithDefault("P400D")
    Duration keepPeople();

    /** Usage by everything else: organization, agent, model, provider, source, reason and currency. */
    @WithDefault("P1826D")
    Duration keepTotals();

    /** How often what is older is deleted. */
    @WithDefault("PT6H")
    Duration purgeEvery();
}
