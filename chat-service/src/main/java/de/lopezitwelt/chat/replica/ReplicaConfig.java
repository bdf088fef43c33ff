package de.lopezitwelt.chat.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the replicas of other services' data. */
@ConfigMapping(prefix = "lopez.chat.replica")
public interface ReplicaConfig {
    /** How long a row is cached in memory; a part of the second within which changes take effect. */
    @WithDefault("400ms")
    Duration remember();

    /** How long a version is cached in memory. A version never changes. */
    @WithDefault("10m")
    Duration rememberVersions();

    /** Most rows of a kind that are cached. */
    @WithDefault("20000")
    int size();
}
