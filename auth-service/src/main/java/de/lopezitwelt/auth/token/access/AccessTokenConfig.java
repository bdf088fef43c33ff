package de.lopezitwelt.auth.token.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Access tokens of users and services. */
@ConfigMapping(prefix = "lopez.auth.access-token")
public interface AccessTokenConfig {
    /** Lifetime of a token; services verify it without asking auth. */
    @WithDefault("5M")
    Duration lifetime();
}
