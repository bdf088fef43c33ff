package de.lopezitwelt.auth.totp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** One-time passwords. */
@ConfigMapping(prefix = "lopez.auth.totp")
public interface TotpConfig {
    /** What authenticators show beside the e-mail. */
    @WithDefault("Lopez IT Welt")
    String issuer();

    /** How long after the password the code may come. */
    @WithDefault("5M")
    Duration challengeLife();
}
