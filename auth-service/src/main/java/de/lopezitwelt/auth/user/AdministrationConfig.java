package de.lopezitwelt.auth.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who becomes the first administrator. */
@ConfigMapping(prefix = "lopez.auth.administration")
interface AdministrationConfig {
    /**
     * For trials: the first account that registers, whatever the registration policy, becomes the administrator. Otherwise
     * the operator makes the first one: docs/identity.md.
     */
    @WithDefault("false")
    boolean firstRegistered();
}
