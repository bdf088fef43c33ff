package de.lopezitwelt.platform.web.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long repeated requests are recognised. */
@ConfigMapping(prefix = "lopez.idempotency")
public interface IdempotencyConfig {
    /** For how long a key replays its first answer. */
    @WithDefault("24h")
    Duration retention();

    /** How often expired keys are removed. */
    @WithDefault("10m")
    Duration purgeEvery();

    /** How long a request waits for another one in flight with the same key before it answers 409. */
    @WithDefault("20s")
    Duration waitAtMost();
}
