package de.lopezitwelt.platform.messaging.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When partitions are looked after. */
@ConfigMapping(prefix = "lopez.partitions")
public interface PartitionConfig {
    /** After the start, so that a platform that is started every day is looked after too. */
    @WithDefault("30s")
    Duration firstAfter();

    /** And then again; one instance at a time does it. */
    @WithDefault("6h")
    Duration every();
}
