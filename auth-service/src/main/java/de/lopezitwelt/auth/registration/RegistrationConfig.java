package de.lopezitwelt.auth.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may create an account. */
@ConfigMapping(prefix = "lopez.auth.registration")
public interface RegistrationConfig {
    /** {@code open}: anybody; {@code closed}: nobody, except the very first account, which becomes administrator. */
    @WithDefault("open")
    RegistrationPolicy policy();
}
