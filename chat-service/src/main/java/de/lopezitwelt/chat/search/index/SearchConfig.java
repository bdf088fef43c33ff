package de.lopezitwelt.chat.search.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When words of deleted entries are removed from the full-text index. */
@ConfigMapping(prefix = "lopez.chat.search")
public interface SearchConfig {
    /** Pause between two rounds; one instance at a time runs them. */
    @WithDefault("10m")
    Duration optimizeEvery();

    /**
     * Runs of OPTIMIZE TABLE in a round, each over {@code innodb_ft_num_word_optimize} words; MySQL continues where the
     * last run ended.
     */
    @WithDefault("10")
    int optimizeRuns();
}
