package de.lopezitwelt.analytics.consumer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much the folds take at once. */
@ConfigMapping(prefix = "lopez.analytics.fold")
public interface FoldConfig {
    /** Most conversation events in one transaction: more of them share a row, but a failed batch costs more. */
    @WithDefault("20000")
    int summaryBatchSize();

    /** Most rows of activity, audit, logs or metrics in one transaction. */
    @WithDefault("1000")
    int streamBatchSize();
}
