package de.lopezitwelt.auth.apikey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of API keys. */
@ConfigMapping(prefix = "lopez.auth.api-keys")
public interface ApiKeyConfig {
    /** Active keys one user may have. */
    @WithDefault("50")
    int perUser();

    /** How often "last used" is written; a crash loses at most this much of it. */
    @WithDefault("10S")
    Duration lastUsedInterval();
}
