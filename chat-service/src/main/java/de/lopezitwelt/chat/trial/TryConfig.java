package de.lopezitwelt.chat.trial;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of trying agents. */
@ConfigMapping(prefix = "lopez.chat.trial")
public interface TryConfig {
    /** Tries of one user at a time, on one instance. */
    @WithDefault("2")
    int concurrent();

    /** Longest reply. */
    @WithDefault("2m")
    Duration maxDuration();
}
