package de.lopezitwelt.platform.messaging.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When partitions are maintained. */
@ConfigMapping(prefix = "lopez.partitions")
public interface PartitionConfig {
    /** Time after the start of the first run, so that a platform that is started every day is maintained too. */
    @WithDefault("30s")
    Duration firstAfter();

    /** Time between later runs; one instance at a time does the work. */
    @WithDefault("6h")
    Duration every();
}
