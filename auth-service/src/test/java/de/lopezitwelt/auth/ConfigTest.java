package de.lopezitwelt.auth;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static de.lopezitwelt.platform.testing.config.ConfigMappings.full;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.apikey.ApiKeyConfig;
import de.lopezitwelt.auth.erasure.ErasureConfig;
import de.lopezitwelt.auth.external.oidc.ExternalConfig;
import de.lopezitwelt.auth.invitation.InvitationConfig;
import de.lopezitwelt.auth.login.throttle.ThrottleConfig;
import de.lopezitwelt.auth.mail.Language;
import de.lopezitwelt.auth.mail.MailConfig;
import de.lopezitwelt.auth.password.PasswordConfig;
import de.lopezitwelt.auth.reset.ResetConfig;
import de.lopezitwelt.auth.retention.RetentionConfig;
import de.lopezitwelt.auth.servicetoken.ServiceClients;
import de.lopezitwelt.auth.stepup.StepUpConfig;
import de.lopezitwelt.auth.token.access.AccessTokenConfig;
import de.lopezitwelt.auth.token.rotation.RefreshConfig;
import de.lopezitwelt.auth.totp.TotpConfig;
import de.lopezitwelt.auth.verification.UnverifiedAction;
import de.lopezitwelt.auth.verification.VerificationConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Defaults and keys of the configuration, by feature; features whose types are their own have a test of their own. */
class ConfigTest {
    @Test
    void apiKeys() {
        ApiKeyConfig usual = defaults(ApiKeyConfig.class, Map.of());
        assertThat(usual.perUser()).isEqualTo(50);
        assertThat(usual.lastUsedInterval()).isEqualTo(Duration.ofSeconds(10));

        ApiKeyConfig own = full(ApiKeyConfig.class, Map.of("per-user", "3", "last-used-interval", "2S"));
        assertThat(own.perUser()).isEqualTo(3);
        assertThat(own.lastUsedInterval()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void erasures() {
        ErasureConfig usual = defaults(ErasureConfig.class, Map.of());
        assertThat(usual.voters()).containsExactlyInAnyOrder("agent-service", "org-billing-service", "chat-service");
        assertThat(usual.holders())
                .containsExactlyInAnyOrder("agent-service", "org-billing-service", "chat-service", "analytics-service");
        assertThat(usual.answerWait()).isEqualTo(Duration.ofSeconds(10));

        ErasureConfig own = full(ErasureConfig.class, Map.of("voters", "a", "holders", "a,b", "answer-wait", "1S"));
        assertThat(own.voters()).containsExactly("a");
        assertThat(own.holders()).containsExactlyInAnyOrder("a", "b");
        assertThat(own.answerWait()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void signInThroughProviders() {
        ExternalConfig usual = defaults(ExternalConfig.class, Map.of());
        assertThat(usual.redirectUri()).isEqualTo(URI.create("http://localhost:8080/sign-in/callback"));
        assertThat(usual.flowLife()).isEqualTo(Duration.ofMinutes(10));
        assertThat(usual.providers()).isEmpty();

        Map<String, String> required = Map.of(
                "redirect-uri", "https://app.example/back",
                "flow-life", "1M",
                "providers.acme.issuer", "https://acme.example",
                "providers.acme.client-id", "lopez",
                "providers.acme.client-secret", "s");
        ExternalConfig.Provider plain = Objects.requireNonNull(
                full(ExternalConfig.class, required).providers().get("acme"));
        assertThat(plain.name()).isEmpty();
        assertThat(plain.issuer()).isEqualTo(URI.create("https://acme.example"));
        assertThat(plain.clientId()).isEqualTo("lopez");
        assertThat(plain.clientSecret()).isEqualTo("s");
        assertThat(plain.scopes()).containsExactlyInAnyOrder("openid", "email", "profile");
        assertThat(plain.allowHttp()).isFalse();
        assertThat(plain.roles()).isEmpty();

        var every = new HashMap<>(required);
        every.put("providers.acme.name", "Acme");
        every.put("providers.acme.scopes", "openid");
        every.put("providers.acme.allow-http", "true");
        every.put("providers.acme.roles.claim", "groups");
        every.put("providers.acme.roles.admin", "chiefs");
        every.put("providers.acme.roles.moderator", "wardens");
        ExternalConfig own = full(ExternalConfig.class, every);
        assertThat(own.redirectUri()).isEqualTo(URI.create("https://app.example/back"));
        assertThat(own.flowLife()).isEqualTo(Duration.ofMinutes(1));
        ExternalConfig.Provider acme = Objects.requireNonNull(own.providers().get("acme"));
        assertThat(acme.name()).contains("Acme");
        assertThat(acme.scopes()).containsExactly("openid");
        assertThat(acme.allowHttp()).isTrue();
        ExternalConfig.Roles roles = acme.roles().orElseThrow();
        assertThat(roles.claim()).isEqualTo("groups");
        assertThat(roles.admin().orElseThrow()).containsExactly("chiefs");
        assertThat(roles.moderator().orElseThrow()).containsExactly("wardens");
    }

    @Test
    void invitationsAndResets() {
        assertThat(defaults(InvitationConfig.class, Map.of()).life()).isEqualTo(Duration.ofDays(7));
        assertThat(full(InvitationConfig.class, Map.of("life", "1D")).life()).isEqualTo(Duration.ofDays(1));
        assertThat(defaults(ResetConfig.class, Map.of()).life()).isEqualTo(Duration.ofMinutes(30));
        assertThat(full(ResetConfig.class, Map.of("life", "5M")).life()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void throttle() {
        ThrottleConfig usual = defaults(ThrottleConfig.class, Map.of());
        assertThat(usual.accountFailures()).isEqualTo(5);
        assertThat(usual.firstLock()).isEqualTo(Duration.ofSeconds(30));
        assertThat(usual.longestLock()).isEqualTo(Duration.ofMinutes(15));
        assertThat(usual.forgetAfter()).isEqualTo(Duration.ofHours(24));
        assertThat(usual.longestDecision()).isEqualTo(Duration.ofSeconds(30));
        assertThat(usual.patience()).isEqualTo(Duration.ofSeconds(10));
        assertThat(usual.addressFailures()).isEqualTo(100);
        assertThat(usual.addressWindow()).isEqualTo(Duration.ofMinutes(15));

        ThrottleConfig own = full(
                ThrottleConfig.class,
                Map.of(
                        "account-failures", "1",
                        "first-lock", "2S",
                        "longest-lock", "3S",
                        "forget-after", "4S",
                        "longest-decision", "5S",
                        "patience", "6S",
                        "address-failures", "7",
                        "address-window", "8S"));
        assertThat(own.accountFailures()).isEqualTo(1);
        assertThat(own.firstLock()).isEqualTo(Duration.ofSeconds(2));
        assertThat(own.longestLock()).isEqualTo(Duration.ofSeconds(3));
        assertThat(own.forgetAfter()).isEqualTo(Duration.ofSeconds(4));
        assertThat(own.longestDecision()).isEqualTo(Duration.ofSeconds(5));
        assertThat(own.patience()).isEqualTo(Duration.ofSeconds(6));
        assertThat(own.addressFailures()).isEqualTo(7);
        assertThat(own.addressWindow()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void mail() {
        MailConfig usual = defaults(MailConfig.class, Map.of("from", "no-reply@example.org"));
        assertThat(usual.smtpHost()).isEmpty();
        assertThat(usual.mailbox()).isEmpty();
        assertThat(usual.from()).isEqualTo("no-reply@example.org");
        assertThat(usual.linkBase()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(usual.defaultLanguage()).isEqualTo(Language.EN);
        assertThat(usual.every()).isEqualTo(Duration.ofSeconds(1));
        assertThat(usual.lease()).isEqualTo(Duration.ofMinutes(2));
        assertThat(usual.firstPause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(usual.longestPause()).isEqualTo(Duration.ofMinutes(15));
        assertThat(usual.requestsPerEmail()).isEqualTo(5);
        assertThat(usual.requestsPerAddress()).isEqualTo(100);
        assertThat(usual.requestWindow()).isEqualTo(Duration.ofHours(1));

        MailConfig own = full(
                MailConfig.class,
                Map.ofEntries(
                        Map.entry("smtp-host", "smtp.example.org"),
                        Map.entry("mailbox", "mails"),
                        Map.entry("from", "a@example.org"),
                        Map.entry("link-base", "https://app.example.org"),
                        Map.entry("default-language", "de"),
                        Map.entry("every", "2S"),
                        Map.entry("lease", "3S"),
                        Map.entry("first-pause", "4S"),
                        Map.entry("longest-pause", "6S"),
                        Map.entry("requests-per-email", "7"),
                        Map.entry("requests-per-address", "8"),
                        Map.entry("request-window", "9S")));
        assertThat(own.smtpHost()).contains("smtp.example.org");
        assertThat(own.mailbox()).contains(Path.of("mails"));
        assertThat(own.from()).isEqualTo("a@example.org");
        assertThat(own.linkBase()).isEqualTo(URI.create("https://app.example.org"));
        assertThat(own.defaultLanguage()).isEqualTo(Language.DE);
        assertThat(own.every()).isEqualTo(Duration.ofSeconds(2));
        assertThat(own.lease()).isEqualTo(Duration.ofSeconds(3));
        assertThat(own.firstPause()).isEqualTo(Duration.ofSeconds(4));
        assertThat(own.longestPause()).isEqualTo(Duration.ofSeconds(6));
        assertThat(own.requestsPerEmail()).isEqualTo(7);
        assertThat(own.requestsPerAddress()).isEqualTo(8);
        assertThat(own.requestWindow()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void passwords() {
        PasswordConfig usual = defaults(PasswordConfig.class, Map.of());
        assertThat(usual.minimumLength()).isEqualTo(15);
        assertThat(usual.maximumLength()).isEqualTo(256);
        assertThat(usual.cost()).isEqualTo(12);
        assertThat(usual.hashingThreads()).isEmpty();
        assertThat(usual.hashingQueue()).isEqualTo(64);
        assertThat(usual.choosingQueue()).isEqualTo(32);

        PasswordConfig own = full(
                PasswordConfig.class,
                Map.of(
                        "minimum-length", "8",
                        "maximum-length", "100",
                        "cost", "10",
                        "hashing-threads", "2",
                        "hashing-queue", "3",
                        "choosing-queue", "4"));
        assertThat(own.minimumLength()).isEqualTo(8);
        assertThat(own.maximumLength()).isEqualTo(100);
        assertThat(own.cost()).isEqualTo(10);
        assertThat(own.hashingThreads()).hasValue(2);
        assertThat(own.hashingQueue()).isEqualTo(3);
        assertThat(own.choosingQueue()).isEqualTo(4);
    }

    @Test
    void retention() {
        RetentionConfig usual = defaults(RetentionConfig.class, Map.of());
        assertThat(usual.every()).isEqualTo(Duration.ofMinutes(10));
        assertThat(usual.loginAttempts()).isEqualTo(Duration.ofDays(90));
        assertThat(usual.throttles()).isEqualTo(Duration.ofDays(2));
        assertThat(usual.endedSignIns()).isEqualTo(Duration.ofDays(1));
        assertThat(usual.endedLinks()).isEqualTo(Duration.ofDays(30));
        assertThat(usual.endedErasures()).isEqualTo(Duration.ofDays(30));

        RetentionConfig own = full(
                RetentionConfig.class,
                Map.of(
                        "every", "1S",
                        "login-attempts", "2S",
                        "throttles", "3S",
                        "ended-sign-ins", "4S",
                        "ended-links", "5S",
                        "ended-erasures", "6S"));
        assertThat(own.every()).isEqualTo(Duration.ofSeconds(1));
        assertThat(own.loginAttempts()).isEqualTo(Duration.ofSeconds(2));
        assertThat(own.throttles()).isEqualTo(Duration.ofSeconds(3));
        assertThat(own.endedSignIns()).isEqualTo(Duration.ofSeconds(4));
        assertThat(own.endedLinks()).isEqualTo(Duration.ofSeconds(5));
        assertThat(own.endedErasures()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void serviceClients() {
        assertThat(defaults(ServiceClients.class, Map.of()).byName()).isEmpty();

        ServiceClients own = defaults(
                ServiceClients.class,
                Map.of("chat.secret-sha256", "ab", "chat.scopes", "internal.agents.read", "agent.secret-sha256", "cd"));
        ServiceClients.Client chat = Objects.requireNonNull(own.byName().get("chat"));
        ServiceClients.Client agent = Objects.requireNonNull(own.byName().get("agent"));
        assertThat(chat.secretSha256()).contains("ab");
        assertThat(chat.scopes().orElseThrow()).containsExactly("internal.agents.read");
        assertThat(agent.scopes()).isEmpty();
    }

    @Test
    void tokens() {
        assertThat(defaults(AccessTokenConfig.class, Map.of()).lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(full(AccessTokenConfig.class, Map.of("lifetime", "1M")).lifetime())
                .isEqualTo(Duration.ofMinutes(1));

        RefreshConfig usual = defaults(RefreshConfig.class, Map.of());
        assertThat(usual.idle()).isEqualTo(Duration.ofDays(14));
        assertThat(usual.absolute()).isEqualTo(Duration.ofDays(30));
        assertThat(usual.grace()).isEqualTo(Duration.ofSeconds(10));
        RefreshConfig own = full(RefreshConfig.class, Map.of("idle", "1D", "absolute", "2D", "grace", "3S"));
        assertThat(own.idle()).isEqualTo(Duration.ofDays(1));
        assertThat(own.absolute()).isEqualTo(Duration.ofDays(2));
        assertThat(own.grace()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void secondFactorAndStepUp() {
        TotpConfig usual = defaults(TotpConfig.class, Map.of());
        assertThat(usual.issuer()).isEqualTo("Lopez IT Welt");
        assertThat(usual.challengeLife()).isEqualTo(Duration.ofMinutes(5));
        TotpConfig own = full(TotpConfig.class, Map.of("issuer", "Acme", "challenge-life", "1M"));
        assertThat(own.issuer()).isEqualTo("Acme");
        assertThat(own.challengeLife()).isEqualTo(Duration.ofMinutes(1));

        assertThat(defaults(StepUpConfig.class, Map.of()).maxAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(full(StepUpConfig.class, Map.of("max-age", "1M")).maxAge()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void verification() {
        VerificationConfig usual = defaults(VerificationConfig.class, Map.of());
        assertThat(usual.life()).isEqualTo(Duration.ofHours(24));
        assertThat(usual.unverifiedMayNot()).isEmpty();

        VerificationConfig own =
                full(VerificationConfig.class, Map.of("life", "1H", "unverified-may-not", "sign-in,api-keys"));
        assertThat(own.life()).isEqualTo(Duration.ofHours(1));
        assertThat(own.unverifiedMayNot().orElseThrow())
                .containsExactlyInAnyOrder(UnverifiedAction.SIGN_IN, UnverifiedAction.API_KEYS);
    }

    @Test
    void productionRequiresAVerifiedEmailUnlessTheOperatorSaysOtherwise() throws IOException {
        assertThat(unverifiedMayNot("prod").orElseThrow())
                .containsExactlyInAnyOrder(UnverifiedAction.SIGN_IN, UnverifiedAction.API_KEYS);
        assertThat(unverifiedMayNot("dev")).isEmpty();
    }

    /** As the service's own file has it. */
    private static Optional<Set<UnverifiedAction>> unverifiedMayNot(String profile) throws IOException {
        URL file = Objects.requireNonNull(ConfigTest.class.getResource("/application.properties"));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withProfile(profile)
                .withSources(new PropertiesConfigSource(file))
                .withMapping(VerificationConfig.class)
                .build()
                .getConfigMapping(VerificationConfig.class)
                .unverifiedMayNot();
    }
}
