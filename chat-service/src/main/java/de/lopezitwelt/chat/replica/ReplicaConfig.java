package de.lopezitwelt.chat.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Copies of other services' data. */
@ConfigMapping(prefix = "lopez.chat.replica")
public interface ReplicaConfig {
    /** How long a row is remembered in memory. Part of the second within which changes are felt. */
    @WithDefault("400ms")
    Duration remember();

    /** How long a version is remembered in memory. It never changes. */
    @WithDefault("10m")
    Duration rememberVersions();

    /** Rows of a kind that are remembered at most. */
    @WithDefault("20000")
    int size();
}
