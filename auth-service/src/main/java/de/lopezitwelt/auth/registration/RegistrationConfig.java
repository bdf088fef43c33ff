package de.lopezitwelt.auth.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may create an account. */
@ConfigMapping(prefix = "lopez.auth.registration")
public interface RegistrationConfig {
    /** {@code open}: anybody; {@code invite}: whom an administrator has invited; {@code closed}: nobody. */
    @WithDefault("open")
    RegistrationPolicy policy();
}
