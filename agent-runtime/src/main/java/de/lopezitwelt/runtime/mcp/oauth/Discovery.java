package de.lopezitwelt.runtime.mcp.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.oauth.OAuthFailure.Kind;
import de.lopezitwelt.runtime.outbound.Origin;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where people sign in for a server (MCP, Authorization Server Discovery): the metadata that the server's refusal names, else
 * its well-known metadata with and without its path (RFC 9728 §3.1), then the metadata of the authorization server (RFC 8414
 * §3.1, OpenID Connect Discovery 1.0 §4). A server without metadata is its own authorization server, as in the protocol of
 * 2025-03-26.
 */
final class Discovery {

    private static final int MOST_AUTHORIZATION_SERVERS = 5;

    private final OAuthCalls calls;

    Discovery(OAuthCalls calls) {
        this.calls = calls;
    }

    /**
     * The result of a discovery.
     *
     * @param resource the server's name for its authorization server (RFC 8707)
     * @param scope the rights to ask for, separated by spaces; null when the server does not say it
     */
    record Found(
            AuthorizationServer authorizationServer,
            String resource,
            @Nullable String scope) {}

    /** Fails with {@link OAuthFailure}. */
    Uni<Found> of(McpServer server) {
        return challenge(server)
                .chain(challenge -> metadata(server, challenge).chain(metadata -> {
                    String resource = metadata == null ? canonical(server.url()) : resource(server, metadata);
                    String scope = challenge.scope() != null
                            ? challenge.scope()
                            : metadata == null ? null : joined(AuthorizationServer.texts(metadata, "scopes_supported"));
                    return authorizationServer(server, issuers(server, metadata), 0)
                            .map(found -> new Found(found, resource, scope));
                }));
    }

    private static @Nullable String joined(List<String> scopes) {
        return scopes.isEmpty() ? null : String.join(" ", scopes);
    }

    /** The server's answer to a request without a token. An error here is no failure yet. */
    private Uni<Challenge> challenge(McpServer server) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("jsonrpc", "2.0")
                .put("id", 0)
                .put("method", "initialize");
        ObjectNode parameters = request.putObject("params").put("protocolVersion", "2025-06-18");
        parameters.putObject("capabilities");
        parameters.putObject("clientInfo").put("name", "lopez-it-welt").put("version", "1");
        Map<String, String> headers = new HashMap<>();
        server.headers().forEach((name, value) -> value.reveal(revealed -> headers.put(name, revealed)));
        headers.put("accept", "application/json, text/event-stream");
        return calls.postJson(server, server.url(), request, headers)
                .map(answer -> answer.status() == 401 ? Challenge.of(answer.authenticate()) : Challenge.NONE)
                .onFailure()
                .recoverWithItem(Challenge.NONE);
    }

    /** Null when the server has no metadata. */
    private Uni<@Nullable JsonNode> metadata(McpServer server, Challenge challenge) {
        URI url = server.url();
        String path = path(url);
        Stream<String> wellKnown = path.isEmpty()
                ? Stream.of(origin(url) + "/.well-known/oauth-protected-resource")
                : Stream.of(
                        origin(url) + "/.well-known/oauth-protected-resource" + path,
                        origin(url) + "/.well-known/oauth-protected-resource");
        String named = challenge.resourceMetadata();
        return first(
                server,
                (named == null ? wellKnown : Stream.concat(Stream.of(named), wellKnown)).toList(),
                document -> !AuthorizationServer.texts(document, "authorization_servers")
                        .isEmpty(),
                0);
    }

    /**
     * RFC 9728 §3.3: metadata about another resource must not be used. A server names itself by its address or by a
     * beginning of it, when its origin has only one resource.
     */
    private static String resource(McpServer server, JsonNode metadata) {
        String named = metadata.path("resource").asText("");
        URI url = AuthorizationServer.allowed(named, server.addresses());
        String own = path(server.url()) + "/";
        if (!Origin.of(url).equals(Origin.of(server.url())) || !own.startsWith(path(url) + "/")) {
            throw new OAuthFailure(Kind.UNUSABLE, "the server's metadata is about another resource");
        }
        return named;
    }

    /** The operator's client belongs to the operator's issuer: no server can make us send its secret elsewhere. */
    private static List<String> issuers(McpServer server, @Nullable JsonNode metadata) {
        String origin = origin(server.url());
        List<String> named = metadata == null
                ? List.of(origin)
                : AuthorizationServer.texts(metadata, "authorization_servers").stream()
                        .limit(MOST_AUTHORIZATION_SERVERS)
                        .toList();
        String registered = server.oauth() == null ? null : server.oauth().issuer();
        if (registered == null) {
            return named;
        }
        if (named.stream().noneMatch(name -> sameIssuer(name, registered))) {
            throw new OAuthFailure(
                    Kind.UNUSABLE, "the server names another authorization server than its entry in the catalog");
        }
        return List.of(registered);
    }

    private Uni<AuthorizationServer> authorizationServer(McpServer server, List<String> issuers, int at) {
        String issuer = issuers.get(at);
        URI url = AuthorizationServer.allowed(issuer, server.addresses());
        String origin = origin(url);
        String path = path(url);
        List<String> addresses = path.isEmpty()
                ? List.of(
                        origin + "/.well-known/oauth-authorization-server",
                        origin + "/.well-known/openid-configuration")
                : List.of(
                        origin + "/.well-known/oauth-authorization-server" + path,
                        origin + "/.well-known/openid-configuration" + path,
                        origin + path + "/.well-known/openid-configuration");
        return first(server, addresses, document -> document.hasNonNull("issuer"), 0)
                .chain(document -> {
                    if (document == null) {
                        return at + 1 < issuers.size()
                                ? authorizationServer(server, issuers, at + 1)
                                : Uni.createFrom()
                                        .failure(new OAuthFailure(
                                                Kind.UNUSABLE,
                                                "the metadata of the authorization server cannot be read"));
                    }
                    if (!sameIssuer(document.path("issuer").asText(), issuer)) {
                        throw new OAuthFailure(
                                Kind.UNUSABLE, "the metadata of the authorization server is another issuer's");
                    }
                    return Uni.createFrom().item(AuthorizationServer.of(document, server.addresses()));
                });
    }

    /** RFC 8414 §3.3 compares texts; here a trailing slash makes no difference. */
    private static boolean sameIssuer(String one, String other) {
        return withoutSlash(one).equals(withoutSlash(other));
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The first document that exists; null when none does. Fails only when the last one cannot be requested. */
    private Uni<@Nullable JsonNode> first(
            McpServer server, List<String> addresses, Predicate<JsonNode> usable, int at) {
        if (at == addresses.size()) {
            return Uni.createFrom().nullItem();
        }
        URI url = AuthorizationServer.allowed(addresses.get(at), server.addresses());
        return calls.get(server, url)
                .map(answer ->
                        answer.ok() && answer.body().isObject() && usable.test(answer.body()) ? answer.body() : null)
                .chain(document -> document == null
                        ? first(server, addresses, usable, at + 1)
                        : Uni.createFrom().item(document));
    }

    /** The canonical address of a server (MCP, Canonical Server URI). */
    private static String canonical(URI url) {
        return origin(url) + path(url);
    }

    private static String origin(URI url) {
        Origin origin = Origin.of(url);
        return origin.scheme() + "://" + origin.host() + (url.getPort() > 0 ? ":" + url.getPort() : "");
    }

    /** The path without a trailing slash; empty when there is none. */
    private static String path(URI url) {
        return url.getRawPath() == null ? "" : withoutSlash(url.getRawPath());
    }
}
