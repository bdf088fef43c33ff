package de.lopezitwelt.analytics.consumer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many events a fold takes at once. */
@ConfigMapping(prefix = "lopez.analytics.fold")
public interface FoldConfig {
    /**
     * Most session events in one transaction. A larger batch makes more events share a row, but costs more when it
     * fails.
     */
    @WithDefault("20000")
    int summaryBatchSize();

    /** Most activity, audit, log or metric rows in one transaction. */
    @WithDefault("1000")
    int streamBatchSize();

    /**
     * Least time between two transactions of a fold while events keep coming: each is durable, and together they cost
     * MySQL more than the rows in them. Events after a pause do not wait.
     */
    @WithDefault("PT0.25S")
    Duration linger();
}
