package de.lopezitwelt.chat.search.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How words of what was deleted are taken out of the full-text index. */
@ConfigMapping(prefix = "lopez.chat.search")
public interface SearchConfig {
    /** Pause between two rounds; one instance at a time makes them. */
    @WithDefault("10m")
    Duration optimizeEvery();

    /** Runs of OPTIMIZE TABLE in a round, each over {@code innodb_ft_num_word_optimize} words; MySQL goes on where it was. */
    @WithDefault("10")
    int optimizeRuns();
}
