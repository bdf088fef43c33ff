package de.lopezitwelt.platform.web.identity.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** Which tokens are accepted, and for how long an answer about a key holds. */
@ConfigMapping(prefix = "lopez.identity")
public interface IdentityConfig {
    /** {@code iss} of every accepted token. */
    String issuer();

    /** Where the issuer publishes its keys (RFC 7517). */
    String jwksUrl();

    /**
     * Every scope that a user's own token holds and that an API key may be given. The contracts name them, this module knows
     * none of them; no service sets this.
     */
    Set<String> apiScopes();

    /** {@code aud} of tokens for people. */
    @WithDefault("lopez")
    String audience();

    /** {@code aud} of tokens for services, the only ones accepted under {@code /internal}. */
    @WithDefault("lopez-internal")
    String internalAudience();

    /** After which age keys are fetched again, in the background. */
    @WithDefault("60s")
    Duration jwksMaxAge();

    /** The least time between two fetches, however many unknown key ids arrive. */
    @WithDefault("5s")
    Duration jwksMinInterval();

    /** How far the issuer's clock may be ahead. */
    @WithDefault("5s")
    Duration clockSkew();

    /** Verified tokens remembered; the oldest are verified again. */
    @WithDefault("10000")
    int verifiedTokens();

    /** API keys remembered. */
    @WithDefault("10000")
    int introspectedKeys();

    /** How long an answer about an API key holds: revocation is felt within it. At most 5 s. */
    @WithDefault("4s")
    Duration introspectionMaxAge();

    /** How often auth is asked whether the credentials of open streams still hold. Under 5 s with what a stream needs to end. */
    @WithDefault("2s")
    Duration openCredentialsEvery();

    /** Whether to follow {@code lopez.users.state}, which ends tokens early. */
    @WithDefault("true")
    boolean followSubjects();

    /** No access token lives longer: an older not-before ends nothing any more. */
    @WithDefault("1h")
    Duration longestTokenLife();
}
