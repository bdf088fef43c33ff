package de.lopezitwelt.runtime.mcp.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.OAuth;
import de.lopezitwelt.runtime.mcp.oauth.OAuthCalls.Answer;
import de.lopezitwelt.runtime.mcp.oauth.OAuthClient.Authentication;
import de.lopezitwelt.runtime.mcp.oauth.OAuthFailure.Kind;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs people in to MCP servers (MCP, Authorization). Its callers store the results. Fails with {@link OAuthFailure}. */
public final class ServerSignIns {

    private static final long LONGEST_LIFE = 400L * 24 * 60 * 60;
    private static final int LONGEST_TOKEN = 16_000;

    private final OAuthCalls calls;
    private final Discovery discovery;

    public ServerSignIns(OutboundHttp http) {
        this.calls = new OAuthCalls(http);
        this.discovery = new Discovery(calls);
    }

    /** Clients that the platform has registered, by authorization server. */
    public interface Clients {

        /** The known client, or a new one from the registration. */
        Uni<OAuthClient> of(String issuer, Supplier<Uni<OAuthClient>> registration);
    }

    /**
     * Finds out where people sign in for a server, and with which client: the operator's, else one that registers itself.
     *
     * @param more further rights to ask for, beside those of the catalog or the server
     */
    public Uni<SignInTarget> target(McpServer server, URI redirectUri, @Nullable String more, Clients clients) {
        OAuth oauth = server.oauth();
        return discovery.of(server).chain(found -> {
            AuthorizationServer at = found.authorizationServer();
            String named = oauth == null || oauth.scopes().isEmpty() ? found.scope() : String.join(" ", oauth.scopes());
            String scope = both(named, more);
            String ownId = oauth == null ? null : oauth.clientId();
            Uni<OAuthClient> client = oauth == null || ownId == null
                    ? clients.of(at.issuer(), () -> register(server, at, redirectUri, scope))
                    : Uni.createFrom()
                            .item(() -> OAuthClient.registered(ownId, oauth.clientSecret(), at.authentications()));
            return client.map(known -> new SignInTarget(
                    server.url(),
                    at.issuer(),
                    at.authorizationEndpoint(),
                    at.tokenEndpoint(),
                    at.revocationEndpoint(),
                    at.issuerInCallback(),
                    found.resource(),
                    scope,
                    known));
        });
    }

    private static @Nullable String both(@Nullable String one, @Nullable String other) {
        Set<String> scopes = new LinkedHashSet<>();
        for (String some : new String[] {one, other}) {
            if (some != null && !some.isBlank()) {
                scopes.addAll(List.of(some.strip().split(" +")));
            }
        }
        return scopes.isEmpty() ? null : String.join(" ", scopes);
    }

    /** RFC 7591 §3.1. */
    private Uni<OAuthClient> register(
            McpServer server, AuthorizationServer at, URI redirectUri, @Nullable String scope) {
        URI endpoint = at.registrationEndpoint();
        if (endpoint == null) {
            return Uni.createFrom()
                    .failure(
                            new OAuthFailure(
                                    Kind.UNUSABLE,
                                    "the authorization server registers no clients: the operator has to name one in the catalog"));
        }
        Authentication how = Authentication.among(at.authentications());
        ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("client_name", "Lopez IT Welt");
        metadata.putArray("redirect_uris").add(redirectUri.toString());
        metadata.putArray("grant_types").add("authorization_code").add("refresh_token");
        metadata.putArray("response_types").add("code");
        metadata.put("token_endpoint_auth_method", how.wireName());
        if (scope != null) {
            metadata.put("scope", scope);
        }
        return calls.postJson(server, endpoint, metadata, Map.of()).map(answer -> {
            JsonNode made = answer.body();
            if (!answer.ok() || !made.path("client_id").isTextual()) {
                throw answer.status() >= 500
                        ? new OAuthFailure(Kind.AWAY, "the authorization server cannot register the platform now")
                        : new OAuthFailure(Kind.UNUSABLE, "the authorization server does not register the platform");
            }
            long expires = made.path("client_secret_expires_at").asLong(0);
            String secret = made.path("client_secret").textValue();
            Authentication given =
                    Authentication.named(made.path("token_endpoint_auth_method").asText(""), how);
            return new OAuthClient(
                    made.path("client_id").textValue(),
                    secret,
                    secret == null ? Authentication.NONE : given,
                    secret == null || expires == 0 ? null : Instant.ofEpochSecond(expires));
        });
    }

    /**
     * The address at which a person signs in (RFC 6749 §4.1.1, RFC 7636 §4.3, RFC 8707 §2.1).
     *
     * @param challenge the S256 challenge of the verifier
     */
    public static String authorizationUrl(SignInTarget target, URI redirectUri, String state, String challenge) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", target.client().id());
        parameters.put("redirect_uri", redirectUri.toString());
        parameters.put("state", state);
        parameters.put("code_challenge", challenge);
        parameters.put("code_challenge_method", "S256");
        parameters.put("resource", target.resource());
        if (target.scope() != null) {
            parameters.put("scope", target.scope());
        }
        URI endpoint = target.authorizationEndpoint();
        return endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + OAuthCalls.encoded(parameters);
    }

    /** RFC 6749 §4.1.3. */
    public Uni<Tokens> exchange(McpServer server, SignInTarget target, URI redirectUri, String code, String verifier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri.toString());
        form.put("code_verifier", verifier);
        return tokens(server, target, form);
    }

    /** RFC 6749 §6. When the answer has no refresh token, the old one stays valid. */
    public Uni<Tokens> renew(McpServer server, SignInTarget target, String refresh) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refresh);
        return tokens(server, target, form)
                .map(fresh -> fresh.refresh() != null
                        ? fresh
                        : new Tokens(fresh.access(), refresh, fresh.expiresIn(), fresh.scope()));
    }

    private Uni<Tokens> tokens(McpServer server, SignInTarget target, Map<String, String> form) {
        form.put("resource", target.resource());
        target.client().identify(form);
        return calls.postForm(
                        server, target.tokenEndpoint(), form, target.client().headers())
                .map(ServerSignIns::tokens);
    }

    private static Tokens tokens(Answer answer) {
        JsonNode body = answer.body();
        String access = body.path("access_token").asText("");
        if (answer.ok()
                && !access.isEmpty()
                && usable(access)
                && usable(body.path("refresh_token").asText(""))) {
            String type = body.path("token_type").asText("Bearer");
            if (!type.equalsIgnoreCase("Bearer")) {
                throw new OAuthFailure(
                        Kind.UNUSABLE, "the authorization server gives tokens of a type that is not known");
            }
            return new Tokens(
                    access,
                    text(body, "refresh_token"),
                    body.hasNonNull("expires_in")
                            ? Math.clamp(body.path("expires_in").asLong(), 0, LONGEST_LIFE)
                            : null,
                    body.path("scope").textValue());
        }
        if (answer.error().equals("invalid_client") || answer.error().equals("unauthorized_client")) {
            throw new OAuthFailure(Kind.UNKNOWN_CLIENT, "the authorization server does not know the platform any more");
        }
        if (answer.status() >= 500 || answer.status() == 429 || answer.status() == 408) {
            throw new OAuthFailure(Kind.AWAY, "the authorization server gives no token now");
        }
        throw answer.ok()
                ? new OAuthFailure(Kind.UNUSABLE, "the authorization server gives no token that can be used")
                : new OAuthFailure(Kind.REFUSED, "the authorization server refuses the sign-in");
    }

    private static @Nullable String text(JsonNode body, String name) {
        String text = body.path(name).asText("");
        return text.isEmpty() ? null : text;
    }

    /** Whether a token has only characters of a header, and a reasonable length. */
    private static boolean usable(String token) {
        return token.length() <= LONGEST_TOKEN && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** RFC 7009. Does nothing when tokens cannot be revoked. Never fails, because the connection is removed in any case. */
    public Uni<Void> revoke(McpServer server, SignInTarget target, Tokens tokens) {
        URI endpoint = target.revocationEndpoint();
        if (endpoint == null) {
            return Uni.createFrom().voidItem();
        }
        Map<String, String> form = new LinkedHashMap<>();
        String refresh = tokens.refresh();
        form.put("token", refresh == null ? tokens.access() : refresh);
        form.put("token_type_hint", refresh == null ? "access_token" : "refresh_token");
        target.client().identify(form);
        return calls.postForm(server, endpoint, form, target.client().headers())
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }
}
