package de.lopezitwelt.platform.web;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static de.lopezitwelt.platform.testing.config.ConfigMappings.full;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.web.call.ServiceAddresses;
import de.lopezitwelt.platform.web.drain.DrainConfig;
import de.lopezitwelt.platform.web.headers.CrossOriginConfig;
import de.lopezitwelt.platform.web.idempotency.IdempotencyConfig;
import de.lopezitwelt.platform.web.identity.credential.IdentityConfig;
import de.lopezitwelt.platform.web.limits.RateLimitConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Defaults and keys of the configuration, by feature. */
class ConfigTest {
    @Test
    void rateLimits() {
        assertThat(defaults(RateLimitConfig.class, Map.of()))
                .returns(true, RateLimitConfig::enabled)
                .returns(Duration.ofSeconds(60), RateLimitConfig::window)
                .returns(6000, RateLimitConfig::perCaller)
                .returns(30_000, RateLimitConfig::perAddress)
                .returns(100_000, RateLimitConfig::remembered);
        assertThat(full(
                        RateLimitConfig.class,
                        Map.of(
                                "enabled",
                                "false",
                                "window",
                                "123s",
                                "per-caller",
                                "124",
                                "per-address",
                                "125",
                                "remembered",
                                "126")))
                .returns(false, RateLimitConfig::enabled)
                .returns(Duration.ofSeconds(123), RateLimitConfig::window)
                .returns(124, RateLimitConfig::perCaller)
                .returns(125, RateLimitConfig::perAddress)
                .returns(126, RateLimitConfig::remembered);
    }

    @Test
    void drain() {
        assertThat(defaults(DrainConfig.class, Map.of())).returns(Duration.ofMinutes(10), DrainConfig::patience);
        assertThat(full(DrainConfig.class, Map.of("patience", "127s")))
                .returns(Duration.ofSeconds(127), DrainConfig::patience);
    }

    @Test
    void crossOrigin() {
        assertThat(defaults(CrossOriginConfig.class, Map.of()).origins()).isEmpty();
        assertThat(full(CrossOriginConfig.class, Map.of("origins", "https://a.example,https://b.example"))
                        .origins())
                .hasValue(List.of("https://a.example", "https://b.example"));
    }

    @Test
    void identity() {
        assertThat(defaults(
                        IdentityConfig.class,
                        Map.of("issuer", "own-127", "jwks-url", "own-128", "api-scopes", "own-129")))
                .returns("own-127", IdentityConfig::issuer)
                .returns("own-128", IdentityConfig::jwksUrl)
                .returns(Set.of("own-129"), IdentityConfig::apiScopes)
                .returns("lopez", IdentityConfig::audience)
                .returns("lopez-internal", IdentityConfig::internalAudience)
                .returns(Duration.ofSeconds(60), IdentityConfig::jwksMaxAge)
                .returns(Duration.ofSeconds(5), IdentityConfig::jwksMinInterval)
                .returns(Duration.ofSeconds(5), IdentityConfig::clockSkew)
                .returns(10_000, IdentityConfig::verifiedTokens)
                .returns(10_000, IdentityConfig::introspectedKeys)
                .returns(Duration.ofSeconds(4), IdentityConfig::introspectionMaxAge)
                .returns(Duration.ofSeconds(2), IdentityConfig::openCredentialsEvery)
                .returns(true, IdentityConfig::followSubjects)
                .returns(Duration.ofHours(1), IdentityConfig::longestTokenLife);
        assertThat(full(
                        IdentityConfig.class,
                        Map.ofEntries(
                                entry("issuer", "own-127"),
                                entry("jwks-url", "own-128"),
                                entry("api-scopes", "own-129"),
                                entry("audience", "own-130"),
                                entry("internal-audience", "own-131"),
                                entry("jwks-max-age", "132s"),
                                entry("jwks-min-interval", "133s"),
                                entry("clock-skew", "134s"),
                                entry("verified-tokens", "135"),
                                entry("introspected-keys", "136"),
                                entry("introspection-max-age", "137s"),
                                entry("open-credentials-every", "138s"),
                                entry("follow-subjects", "false"),
                                entry("longest-token-life", "140s"))))
                .returns("own-127", IdentityConfig::issuer)
                .returns("own-128", IdentityConfig::jwksUrl)
                .returns(Set.of("own-129"), IdentityConfig::apiScopes)
                .returns("own-130", IdentityConfig::audience)
                .returns("own-131", IdentityConfig::internalAudience)
                .returns(Duration.ofSeconds(132), IdentityConfig::jwksMaxAge)
                .returns(Duration.ofSeconds(133), IdentityConfig::jwksMinInterval)
                .returns(Duration.ofSeconds(134), IdentityConfig::clockSkew)
                .returns(135, IdentityConfig::verifiedTokens)
                .returns(136, IdentityConfig::introspectedKeys)
                .returns(Duration.ofSeconds(137), IdentityConfig::introspectionMaxAge)
                .returns(Duration.ofSeconds(138), IdentityConfig::openCredentialsEvery)
                .returns(false, IdentityConfig::followSubjects)
                .returns(Duration.ofSeconds(140), IdentityConfig::longestTokenLife);
    }

    @Test
    void idempotency() {
        assertThat(defaults(IdempotencyConfig.class, Map.of()))
                .returns(Duration.ofHours(24), IdempotencyConfig::retention)
                .returns(Duration.ofMinutes(10), IdempotencyConfig::purgeEvery)
                .returns(Duration.ofSeconds(20), IdempotencyConfig::waitAtMost);
        assertThat(full(
                        IdempotencyConfig.class,
                        Map.of("retention", "141s", "purge-every", "142s", "wait-at-most", "143s")))
                .returns(Duration.ofSeconds(141), IdempotencyConfig::retention)
                .returns(Duration.ofSeconds(142), IdempotencyConfig::purgeEvery)
                .returns(Duration.ofSeconds(143), IdempotencyConfig::waitAtMost);
    }

    @Test
    void addressesOfServices() {
        assertThat(defaults(ServiceAddresses.class, Map.of()).urls()).isEmpty();
        assertThat(defaults(ServiceAddresses.class, Map.of("auth", "http://a", "chat", "http://c"))
                        .urls())
                .isEqualTo(Map.of("auth", "http://a", "chat", "http://c"));
    }
}
