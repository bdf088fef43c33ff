package de.lopezitwelt.auth.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Access tokens of people and services. */
@ConfigMapping(prefix = "lopez.auth.access-token")
public interface AccessTokenConfig {
    /** How long a token is valid: services check it without asking back. */
    @WithDefault("5M")
    Duration lifetime();
}
