package de.lopezitwelt.auth.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Who may create an account. */
@ConfigMapping(prefix = "lopez.auth.registration")
public interface RegistrationConfig {
    /** {@code open}: anybody; {@code invite}: people whom an administrator has invited; {@code closed}: nobody. */
    @WithDefault("open")
    RegistrationPolicy policy();

    /**
     * Where e-mails have to be verified: how long an answer to a registration takes at least, so that its time does not tell whether the
     * e-mail was registered before. Longer than a hash.
     */
    @WithDefault("1s")
    Duration answerAfter();
}
