package de.lopezitwelt.auth.token.rotation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Life of refresh tokens. */
@ConfigMapping(prefix = "lopez.auth.refresh")
public interface RefreshConfig {
    /** A token that was not used for this long is void. */
    @WithDefault("14D")
    Duration idle();

    /** A sign-in ends after this time, however often it was refreshed. */
    @WithDefault("30D")
    Duration absolute();

    /** How long the predecessor still returns its successor, in case an answer was lost. */
    @WithDefault("10S")
    Duration grace();
}
