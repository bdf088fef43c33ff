package de.lopezitwelt.auth.reset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Reset of forgotten passwords. */
@ConfigMapping(prefix = "lopez.auth.reset")
public interface ResetConfig {
    /** How long a link works. */
    @WithDefault("30M")
    Duration life();
}
