package de.lopezitwelt.auth.totp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of one-time passwords. */
@ConfigMapping(prefix = "lopez.auth.totp")
public interface TotpConfig {
    /** The name that authenticators show beside the e-mail address. */
    @WithDefault("Lopez IT Welt")
    String issuer();

    /** How long after the password the code may come. */
    @WithDefault("5M")
    Duration challengeLife();
}
