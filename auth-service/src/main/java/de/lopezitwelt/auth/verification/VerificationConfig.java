package de.lopezitwelt.auth.verification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of e-mail verification. */
@ConfigMapping(prefix = "lopez.auth.verification")
public interface VerificationConfig {
    /** How long a link works. */
    @WithDefault("24H")
    Duration life();

    /**
     * Actions that users may not take before their e-mail address is verified: {@code sign-in}, {@code api-keys}. With
     * {@code sign-in}, nobody learns by registering whether an e-mail is registered.
     */
    Optional<Set<UnverifiedAction>> unverifiedMayNot();
}
