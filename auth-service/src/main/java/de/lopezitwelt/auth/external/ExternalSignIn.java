package de.lopezitwelt.auth.external;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.external.oidc.ExternalConfig;
import de.lopezitwelt.auth.external.oidc.IdTokens;
import de.lopezitwelt.auth.external.oidc.Provider;
import de.lopezitwelt.auth.external.oidc.ProviderCalls;
import de.lopezitwelt.auth.external.oidc.Providers;
import de.lopezitwelt.auth.external.oidc.UserinfoPolicy;
import de.lopezitwelt.auth.login.history.LoginAttemptRepository;
import de.lopezitwelt.auth.token.SignIns;
import de.lopezitwelt.auth.token.TokenAnswer;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.identity.Origin;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Authorization code flow with PKCE (OpenID Connect Core §3.1, RFC 7636, RFC 9700). */
@ApplicationScoped
class ExternalSignIn {
    private static final Logger LOG = Logger.getLogger(ExternalSignIn.class);

    private final ExternalConfig config;
    private final Providers providers;
    private final ProviderCalls calls;
    private final FlowRepository flows;
    private final OneTimeSecrets secrets;
    private final ExternalUsers users;
    private final IdentityRepository identities;
    private final LoginAttemptRepository attempts;
    private final ExternalJournal journal;
    private final SignIns signIns;
    private final Pool pool;
    private final IdTokens idTokens;
    private final Clock clock;

    ExternalSignIn(
            ExternalConfig config,
            Providers providers,
            ProviderCalls calls,
            FlowRepository flows,
            OneTimeSecrets secrets,
            ExternalUsers users,
            IdentityRepository identities,
            LoginAttemptRepository attempts,
            ExternalJournal journal,
            SignIns signIns,
            Pool pool,
            Clock clock) {
        this.config = config;
        this.providers = providers;
        this.calls = calls;
        this.flows = flows;
        this.secrets = secrets;
        this.users = users;
        this.identities = identities;
        this.attempts = attempts;
        this.journal = journal;
        this.signIns = signIns;
        this.pool = pool;
        this.idTokens = new IdTokens(clock);
        this.clock = clock;
    }

    /**
     * The URL to open, and a secret to keep until the browser returns.
     *
     * @param flow a secret of this browser
     * @param expiresIn seconds until the flow expires
     */
    @Schema(name = "ExternalSignInStart")
    record Started(String authorizationUrl, String flow, long expiresIn) {
        @Override
        public String toString() {
            return "Started";
        }
    }

    Uni<Started> start(String providerId) {
        return providers.find(providerId).chain(provider -> {
            String state = secrets.next();
            String flow = secrets.next();
            String nonce = secrets.next();
            String verifier = secrets.next();
            Instant expiresAt = clock.instant().plus(config.flowLife());
            String url =
                    provider.authorizationUrl(config.redirectUri(), state, nonce, OneTimeSecrets.challenge(verifier));
            return flows.insert(
                            OneTimeSecrets.digest(state),
                            new Flow(providerId, OneTimeSecrets.digest(flow), nonce, verifier, expiresAt))
                    .replaceWith(new Started(url, flow, config.flowLife().toSeconds()));
        });
    }

    /**
     * The parameters that the browser brings back from the provider.
     *
     * @param flow the secret that {@link #start} gave to this browser
     * @param issuer RFC 9207's {@code iss}
     */
    record Callback(
            String flow,
            String state,
            String code,
            @Nullable String issuer) {
        @Override
        public String toString() {
            return "Callback";
        }
    }

    /** Fails with 401 when anything does not match; every attempt uses up the state. */
    Uni<TokenAnswer> complete(Callback callback, Actor actor, Origin origin) {
        return flows.take(OneTimeSecrets.digest(callback.state()))
                .map(flow -> require(flow, callback))
                .chain(flow -> providers
                        .find(flow.provider())
                        .invoke(provider -> requireIssuer(provider, callback))
                        .chain(provider -> exchange(provider, callback.code(), flow)
                                .chain(tokens -> verify(provider, tokens.idToken(), flow)
                                        .chain(claims -> complete(provider, tokens, claims)))
                                .map(claims -> ExternalClaims.of(provider, claims))))
                .chain(claims -> users.resolve(claims, actor).chain(userId -> open(userId, claims.provider(), origin)));
    }

    private Flow require(@Nullable Flow flow, Callback callback) {
        boolean fits = flow != null
                && clock.instant().isBefore(flow.expiresAt())
                && MessageDigest.isEqual(ascii(flow.flow()), ascii(OneTimeSecrets.digest(callback.flow())));
        if (flow == null || !fits) {
            throw refused("state or flow unknown, used or too old");
        }
        return flow;
    }

    /** Refuses another provider's answer to our request (RFC 9700 §4.4). */
    private static void requireIssuer(Provider provider, Callback callback) {
        String issuer = callback.issuer();
        if (issuer == null ? provider.issuerInCallback() : !issuer.equals(provider.issuer())) {
            throw refused("answer of another issuer");
        }
    }

    /** @param accessToken for userinfo; null where the provider gives none */
    private record Tokens(String idToken, @Nullable String accessToken) {
        @Override
        public String toString() {
            return "Tokens";
        }
    }

    private Uni<Tokens> exchange(Provider provider, String code, Flow flow) {
        return calls.exchange(provider, code, config.redirectUri(), flow.verifier())
                .onFailure()
                .transform(failure -> Providers.away(provider.id(), failure))
                .map(answer -> {
                    JsonNode token = answer.body().path("id_token");
                    if (answer.status() != 200 || !token.isTextual()) {
                        throw refused("token endpoint: " + answer.status());
                    }
                    return new Tokens(
                            token.asText(), answer.body().path("access_token").textValue());
                });
    }

    private Uni<Map<String, Object>> complete(Provider provider, Tokens tokens, Map<String, Object> claims) {
        URI endpoint = provider.userinfoEndpoint();
        String accessToken = tokens.accessToken();
        if (endpoint == null || accessToken == null || !UserinfoPolicy.isNeeded(provider, claims)) {
            return Uni.createFrom().item(claims);
        }
        return calls.userinfo(endpoint, accessToken)
                .onFailure()
                .transform(failure -> Providers.away(provider.id(), failure))
                .map(userinfo -> UserinfoPolicy.merged(claims, userinfo))
                .onFailure(IdTokens.InvalidIdToken.class)
                .transform(invalid -> refused("ID token: " + invalid.getMessage()));
    }

    /** An unknown key may have been rotated in just now. */
    private Uni<Map<String, Object>> verify(Provider provider, String token, Flow flow) {
        return providers
                .keys(provider, false)
                .map(keys -> idTokens.verify(token, provider, keys, flow.nonce(), config.flowLife()))
                .onFailure(IdTokens.InvalidIdToken.class)
                .recoverWithUni(() -> providers
                        .keys(provider, true)
                        .map(keys -> idTokens.verify(token, provider, keys, flow.nonce(), config.flowLife())))
                .onFailure(IdTokens.InvalidIdToken.class)
                .transform(invalid -> refused("ID token: " + invalid.getMessage()));
    }

    private Uni<TokenAnswer> open(String userId, String provider, Origin origin) {
        return pool.withTransaction(transaction -> identities
                        .lockUser(transaction, userId)
                        .onItem()
                        .ifNull()
                        .failWith(() -> refused("account gone"))
                        .chain(user -> user.active()
                                ? signIn(transaction, user, provider, origin)
                                : refuseInactive(transaction, user, origin)))
                .map(tokens -> {
                    if (tokens == null) {
                        throw new ProblemException(AuthProblem.ACCOUNT_INACTIVE);
                    }
                    return tokens;
                });
    }

    private Uni<@Nullable TokenAnswer> signIn(
            SqlConnection transaction, IdentityRepository.Locked user, String provider, Origin origin) {
        String userId = user.subject().userId();
        return identities
                .markLoggedIn(transaction, userId, clock.instant())
                .chain(() -> signIns.start(transaction, user.subject(), origin))
                .call(() -> attempts.record(transaction, user.email(), origin, true))
                .call(signIn -> journal.signedIn(transaction, userId, signIn.familyId(), provider, origin))
                .map(SignIns.SignIn::tokens);
    }

    /** Emits null, so that the events about the refusal are committed. */
    private Uni<@Nullable TokenAnswer> refuseInactive(
            SqlConnection transaction, IdentityRepository.Locked user, Origin origin) {
        return attempts.record(transaction, user.email(), origin, false)
                .chain(attemptId -> journal.refusedAsInactive(
                        transaction, attemptId, user.subject().userId(), origin))
                .chain(() -> Uni.createFrom().nullItem());
    }

    private static ProblemException refused(String reason) {
        LOG.debugf("External sign-in refused: %s", reason);
        return new ProblemException(AuthProblem.EXTERNAL_SIGN_IN_FAILED);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
