package de.lopezitwelt.platform.web.drain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How an instance stops. */
@ConfigMapping(prefix = "lopez.shutdown")
public interface DrainConfig {
    /**
     * Longest time that an instance takes to finish replies and other work before it stops. Then the work is ended and its
     * results so far are stored. The orchestrator's grace period must be longer by half a minute.
     */
    @WithDefault("PT10M")
    Duration patience();
}
