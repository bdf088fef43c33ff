package de.lopezitwelt.platform.web.drain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How an instance stops. */
@ConfigMapping(prefix = "lopez.shutdown")
public interface DrainConfig {
    /**
     * Longest time for which an instance that stops finishes what it has begun, such as replies. Then that is ended: its
     * results so far are stored. The orchestrator's grace period must be longer by half a minute.
     */
    @WithDefault("PT10M")
    Duration patience();
}
