package de.lopezitwelt.runtime.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.OAuth;
import de.lopezitwelt.runtime.mcp.oauth.OAuthClient.Authentication;
import de.lopezitwelt.runtime.mcp.oauth.OAuthFailure.Kind;
import de.lopezitwelt.runtime.outbound.ApiKey;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one signs in for a server, however the server and its authorization server say it, and when it is refused. */
class ServerSignInsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final URI BACK = URI.create("https://chat.example.com/back");
    private static final OutboundAddressPolicy ANYWHERE = new OutboundAddressPolicy(true, true);
    private static final OAuth OWN = new OAuth(null, null, null, List.of());

    private final Vertx vertx = Vertx.vertx();
    private final OutboundHttp http = new OutboundHttp(vertx);
    private final ServerSignIns signIns = new ServerSignIns(http);
    private final Map<String, Consumer<HttpServerRequest>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(request -> request.body().onSuccess(body -> {
                asked.add(request.path());
                bodies.add(body.toString());
                answers.getOrDefault(
                                request.path(),
                                unknown -> unknown.response().setStatusCode(404).end())
                        .accept(request);
            }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();

    @AfterEach
    void stop() {
        http.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private String url(String path) {
        return "http://localhost:" + server.actualPort() + path;
    }

    private McpServer mcp(String path, OAuth oauth, OutboundAddressPolicy addresses) {
        return new McpServer("srv", URI.create(url(path)), null, Map.of(), addresses, Duration.ofSeconds(10), oauth);
    }

    private void answer(String path, int status, JsonObject body) {
        answers.put(path, request -> request.response().setStatusCode(status).end(body.encode()));
    }

    private void refuse(String challenge) {
        answers.put(
                "/mcp",
                request -> request.response()
                        .setStatusCode(401)
                        .putHeader("www-authenticate", challenge)
                        .end());
    }

    private JsonObject resource(String resource, String... issuers) {
        return new JsonObject()
                .put("resource", resource)
                .put("authorization_servers", new JsonArray(List.of(issuers)))
                .put("scopes_supported", new JsonArray().add("read"));
    }

    private JsonObject issuer(String issuer) {
        return new JsonObject()
                .put("issuer", issuer)
                .put("authorization_endpoint", url("/authorize"))
                .put("token_endpoint", url("/token"))
                .put("registration_endpoint", url("/register"))
                .put("revocation_endpoint", url("/revoke"))
                .put("code_challenge_methods_supported", new JsonArray().add("S256"));
    }

    private SignInTarget target(McpServer mcp, @Nullable String more) {
        return signIns.target(mcp, BACK, more, (issuer, registration) -> registration.get())
                .await()
                .atMost(PATIENCE);
    }

    private SignInTarget target() {
        return target(mcp("/mcp", OWN, ANYWHERE), null);
    }

    private OAuthFailure failure(McpServer mcp) {
        return catchThrowableOfType(OAuthFailure.class, () -> target(mcp, null));
    }

    private void registers() {
        answer("/register", 201, new JsonObject().put("client_id", "c-1").put("client_secret", "s-1"));
    }

    @Test
    void metadataThatTheRefusalNamesComesFirst() {
        refuse("Bearer realm=\"x, scope=y\", resource_metadata=\"" + url("/meta") + "\", scope=\"read write\"");
        answer("/meta", 200, resource(url("/mcp"), url("")));
        answer("/.well-known/oauth-authorization-server", 200, issuer(url("")));
        registers();

        SignInTarget found = target();

        assertThat(asked).containsExactly("/mcp", "/meta", "/.well-known/oauth-authorization-server", "/register");
        assertThat(found.resource()).isEqualTo(url("/mcp"));
        assertThat(found.scope()).isEqualTo("read write");
        assertThat(found.client()).isEqualTo(new OAuthClient("c-1", "s-1", Authentication.CLIENT_SECRET_BASIC, null));
        assertThat(new JsonObject(bodies.getLast()))
                .isEqualTo(new JsonObject()
                        .put("client_name", "Lopez IT Welt")
                        .put("redirect_uris", new JsonArray().add(BACK.toString()))
                        .put(
                                "grant_types",
                                new JsonArray().add("authorization_code").add("refresh_token"))
                        .put("response_types", new JsonArray().add("code"))
                        .put("token_endpoint_auth_method", "client_secret_basic")
                        .put("scope", "read write"));
    }

    @ParameterizedTest
    @CsvSource({
        "/.well-known/oauth-protected-resource/mcp, /.well-known/oauth-authorization-server/tenant",
        "/.well-known/oauth-protected-resource, /.well-known/openid-configuration/tenant",
        "/.well-known/oauth-protected-resource/mcp, /tenant/.well-known/openid-configuration"
    })
    void wellKnownPlacesAreLookedAtInTheirOrder(String ofResource, String ofIssuer) {
        refuse("Bearer");
        answer(ofResource, 200, resource(url(""), url("/tenant")));
        answer(ofIssuer, 200, issuer(url("/tenant")));
        registers();

        SignInTarget found = target();

        assertThat(found.issuer()).isEqualTo(url("/tenant"));
        assertThat(found.resource()).isEqualTo(url(""));
        assertThat(found.scope()).as("what the server's metadata names").isEqualTo("read");
        assertThat(asked).contains(ofResource, ofIssuer).startsWith("/mcp");
    }

    @Test
    void serverWithoutMetadataIsItsOwnAuthorizationServer() {
        answer("/.well-known/oauth-authorization-server", 200, issuer(url("/")));
        registers();

        SignInTarget found = target();

        assertThat(found.resource()).isEqualTo(url("/mcp"));
        assertThat(found.scope()).isNull();
        assertThat(ServerSignIns.authorizationUrl(found, BACK, "st", "ch"))
                .isEqualTo(url("/authorize") + "?response_type=code&client_id=c-1"
                        + "&redirect_uri=https%3A%2F%2Fchat.example.com%2Fback&state=st&code_challenge=ch"
                        + "&code_challenge_method=S256&resource=http%3A%2F%2Flocalhost%3A" + server.actualPort()
                        + "%2Fmcp");
    }

    @Test
    void authorizationServerThatIsAwayIsPassedOver() {
        answer("/.well-known/oauth-protected-resource/mcp", 200, resource(url("/mcp"), url("/away"), url("/there")));
        answer("/.well-known/oauth-authorization-server/there", 200, issuer(url("/there")));
        registers();

        assertThat(target().issuer()).isEqualTo(url("/there"));
    }

    @Test
    void operatorsClientAndScopesComeBeforeWhatTheServerSays() {
        answer("/.well-known/oauth-protected-resource/mcp", 200, resource(url("/mcp"), url("/a"), url("/b")));
        answer(
                "/.well-known/oauth-authorization-server/b",
                200,
                issuer(url("/b"))
                        .put("token_endpoint_auth_methods_supported", new JsonArray().add("client_secret_post")));
        OAuth registered = new OAuth(url("/b"), "mine", new ApiKey("secret"), List.of("one", "two"));

        SignInTarget found = target(mcp("/mcp", registered, ANYWHERE), "two three");

        assertThat(found.client())
                .isEqualTo(new OAuthClient("mine", "secret", Authentication.CLIENT_SECRET_POST, null));
        assertThat(found.scope()).isEqualTo("one two three");
        assertThat(asked).doesNotContain("/register");
    }

    @Test
    void operatorsSecretGoesToTheOperatorsIssuerOnly() {
        answer("/.well-known/oauth-protected-resource/mcp", 200, resource(url("/mcp"), url("/evil")));
        answer("/.well-known/oauth-authorization-server/evil", 200, issuer(url("/evil")));

        OAuthFailure failure =
                failure(mcp("/mcp", new OAuth(url("/good"), "mine", new ApiKey("secret"), List.of()), ANYWHERE));

        assertThat(failure.kind()).isEqualTo(Kind.UNUSABLE);
        assertThat(failure).hasMessageContaining("another authorization server");
        assertThat(asked).noneMatch(path -> path.contains("evil"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example/mcp", "RESOURCE/mcp/other", "RESOURCE/mc", "no url", ""})
    void metadataAboutAnotherResourceIsRefused(String other) {
        answer("/.well-known/oauth-protected-resource/mcp", 200, resource(other.replace("RESOURCE", url("")), url("")));
        answer("/.well-known/oauth-authorization-server", 200, issuer(url("")));
        registers();

        assertThat(failure(mcp("/mcp", OWN, ANYWHERE)).kind()).isEqualTo(Kind.UNUSABLE);
    }

    @Test
    void metadataOfAnotherIssuerAndWithoutPkceAreRefused() {
        answer("/.well-known/oauth-authorization-server", 200, issuer("https://other.example"));
        assertThat(failure(mcp("/mcp", OWN, ANYWHERE))).hasMessageContaining("another issuer's");

        answer(
                "/.well-known/oauth-authorization-server",
                200,
                issuer(url("")).putNull("code_challenge_methods_supported"));
        assertThat(failure(mcp("/mcp", OWN, ANYWHERE))).hasMessageContaining("S256");

        answer("/.well-known/oauth-authorization-server", 200, issuer(url("")).putNull("registration_endpoint"));
        assertThat(failure(mcp("/mcp", OWN, ANYWHERE))).hasMessageContaining("registers no clients");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "registration_endpoint", "revocation_endpoint"})
    void addressesOnTheWayAreCheckedLikeTheServersOwn(String endpoint) {
        for (String address : List.of("ftp://localhost/x", "http://user:word@localhost/x", "not a url")) {
            answer(
                    "/.well-known/oauth-authorization-server",
                    200,
                    issuer(url("")).put(endpoint, address));

            assertThat(failure(mcp("/mcp", OWN, ANYWHERE)))
                    .hasMessage("an address on the way to the sign-in must not be called");
        }
    }

    @Test
    void addressesThatTheEntryDoesNotAllowAreNotCalled() {
        OAuthFailure failure = failure(mcp("/mcp", OWN, new OutboundAddressPolicy(true, false)));

        assertThat(failure).hasMessage("an address on the way to the sign-in must not be called");
        assertThat(asked).isEmpty();
        McpServer strict = mcp("/mcp", OWN, OutboundAddressPolicy.STRICT);
        assertThat(failure(strict)).hasMessage("an address on the way to the sign-in must not be called");
    }

    @Test
    void redirectsOnTheWayAreNotFollowed() {
        answers.put(
                "/.well-known/oauth-authorization-server",
                request -> request.response()
                        .setStatusCode(302)
                        .putHeader("location", url("/elsewhere"))
                        .end());
        answer("/elsewhere", 200, issuer(url("")));

        assertThat(failure(mcp("/mcp", OWN, ANYWHERE)).kind()).isEqualTo(Kind.UNUSABLE);
        assertThat(asked).doesNotContain("/elsewhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"invalid_grant\"} | REFUSED",
                "401 | {\"error\":\"invalid_client\"} | UNKNOWN_CLIENT",
                "403 | nonsense | REFUSED",
                "429 | {} | AWAY",
                "503 | {\"error\":\"temporarily_unavailable\"} | AWAY",
                "200 | {} | UNUSABLE",
                "200 | {\"access_token\":\"a b\"} | UNUSABLE",
                "200 | {\"access_token\":\"a\",\"token_type\":\"mac\"} | UNUSABLE",
            })
    void answersOfTheTokenEndpointAreTold(int status, String body, Kind kind) {
        answer("/.well-known/oauth-authorization-server", 200, issuer(url("")));
        registers();
        SignInTarget known = target();
        answers.put(
                "/token", request -> request.response().setStatusCode(status).end(body));

        OAuthFailure failure = catchThrowableOfType(
                OAuthFailure.class,
                () -> signIns.renew(mcp("/mcp", OWN, ANYWHERE), known, "r")
                        .await()
                        .atMost(PATIENCE));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).doesNotContain("localhost", "s-1");
    }

    @Test
    void tokensAreReadAsServersWriteThemAndTheRefreshTokenStays() {
        answer("/.well-known/oauth-authorization-server", 200, issuer(url("")));
        answer(
                "/register",
                200,
                new JsonObject()
                        .put("client_id", "c-1")
                        .put("client_secret", "s-1")
                        .put("client_secret_expires_at", 1_900_000_000L)
                        .put("token_endpoint_auth_method", "client_secret_post"));
        SignInTarget known = target();
        answer(
                "/token",
                200,
                new JsonObject()
                        .put("access_token", "a")
                        .put("token_type", "BEARER")
                        .put("expires_in", "60"));

        Tokens tokens =
                signIns.renew(mcp("/mcp", OWN, ANYWHERE), known, "r").await().atMost(PATIENCE);

        assertThat(known.client().secretExpiresAt()).isEqualTo(Instant.ofEpochSecond(1_900_000_000L));
        assertThat(tokens).isEqualTo(new Tokens("a", "r", 60L, null));
        assertThat(bodies.getLast())
                .contains("grant_type=refresh_token", "refresh_token=r", "client_id=c-1", "client_secret=s-1")
                .contains("resource=http%3A%2F%2Flocalhost%3A" + server.actualPort() + "%2Fmcp");
        assertThat(List.of(tokens.toString(), known.toString())).noneMatch(text -> text.contains("s-1"));
        signIns.revoke(mcp("/mcp", OWN, ANYWHERE), known, tokens).await().atMost(PATIENCE);
        assertThat(asked).endsWith("/revoke");
        assertThat(bodies.getLast()).contains("token=r", "token_type_hint=refresh_token");
    }
}
