package de.lopezitwelt.platform.web.identity.credential;

import de.lopezitwelt.platform.web.identity.CallerAttribute;
import de.lopezitwelt.platform.web.identity.ClientAddress;
import de.lopezitwelt.platform.web.identity.credential.AccessTokens.Audience;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The only authentication mechanism: {@code Authorization: Bearer} with an access token or an API key, or the key in
 * {@code X-API-Key} or {@code api-key}, as clients of different APIs send it. Access tokens of services are accepted under
 * {@code /internal} only, and no other credentials there. See docs/adr/0005-one-authentication-mechanism.md.
 */
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";
    private static final String KEY_HEADER = "X-API-Key";
    private static final String AZURES_KEY_HEADER = "api-key";

    private final AccessTokens accessTokens;
    private final ApiKeys apiKeys;
    private final SubjectRestrictions restrictions;
    private final ClientAddress clientAddress;

    BearerAuthentication(
            AccessTokens accessTokens, ApiKeys apiKeys, SubjectRestrictions restrictions, ClientAddress clientAddress) {
        this.accessTokens = accessTokens;
        this.apiKeys = apiKeys;
        this.restrictions = restrictions;
        this.clientAddress = clientAddress;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext routing, IdentityProviderManager identityProviders) {
        String authorization = routing.request().getHeader("Authorization");
        String apiKey = apiKeyOf(routing.request());
        boolean internal = isInternal(routing.request());
        if (authorization == null && (apiKey == null || internal)) {
            return Uni.createFrom().nullItem();
        }
        if (authorization != null && apiKey != null && !isSame(authorization, apiKey)
                || hasTwoKeys(routing.request())) {
            return Uni.createFrom().failure(InvalidCredentials.because("two credentials"));
        }
        return identify(authorization, apiKey, internal).onItem().transform(identified -> admit(routing, identified));
    }

    /** Anthropic's clients send a key in both headers when they find it in both of their settings. */
    private static boolean isSame(String authorization, String apiKey) {
        return authorization.length() > SCHEME.length()
                && authorization.substring(SCHEME.length()).strip().equals(apiKey.strip());
    }

    private static boolean hasTwoKeys(HttpServerRequest request) {
        return request.headers().contains(KEY_HEADER) && request.headers().contains(AZURES_KEY_HEADER);
    }

    /** Azure's clients name the header {@code api-key}. */
    private static @Nullable String apiKeyOf(HttpServerRequest request) {
        String key = request.getHeader(KEY_HEADER);
        return key == null ? request.getHeader(AZURES_KEY_HEADER) : key;
    }

    private Uni<Identified> identify(@Nullable String authorization, @Nullable String apiKey, boolean internal) {
        if (authorization == null) {
            return apiKeys.identify(String.valueOf(apiKey).strip());
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().failure(InvalidCredentials.because("not a bearer token"));
        }
        String credential = authorization.substring(SCHEME.length()).replaceFirst("^ +", "");
        if (internal) {
            return accessTokens.verify(credential, Audience.SERVICES);
        }
        return credential.startsWith(ApiKeyFormat.PREFIX)
                ? apiKeys.identify(credential)
                : accessTokens.verify(credential, Audience.PEOPLE);
    }

    private SecurityIdentity admit(RoutingContext routing, Identified identified) {
        if (!restrictions.allows(identified.caller())) {
            throw InvalidCredentials.because("ended early");
        }
        routing.put(CallerAttribute.KEY, identified.caller().from(clientAddress.originOf(routing.request())));
        return identified.identity();
    }

    static boolean isInternal(HttpServerRequest request) {
        String path = request.path();
        return path != null && path.startsWith("/internal/");
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext routing) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", challengeFor(routing.request())));
    }

    /** RFC 6750 §3.1: no error code when no credentials were sent. */
    static String challengeFor(HttpServerRequest request) {
        boolean sent = request.getHeader("Authorization") != null || apiKeyOf(request) != null;
        return sent ? "Bearer realm=\"lopez\", error=\"invalid_token\"" : "Bearer realm=\"lopez\"";
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext routing) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "Bearer"));
    }
}
