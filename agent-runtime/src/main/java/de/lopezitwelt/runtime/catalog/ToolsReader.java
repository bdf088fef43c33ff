package de.lopezitwelt.runtime.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.HttpGet;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.OAuth;
import de.lopezitwelt.runtime.catalog.file.CatalogNode;
import de.lopezitwelt.runtime.catalog.file.KeyReader;
import de.lopezitwelt.runtime.catalog.quirk.OwnValuesReader;
import de.lopezitwelt.runtime.outbound.ApiKey;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the tools section of the catalog. */
final class ToolsReader {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 256 * 1024;
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");

    private final KeyReader keys;

    ToolsReader(KeyReader keys) {
        this.keys = keys;
    }

    ToolsDefinition read(@Nullable CatalogNode tools) {
        if (tools == null) {
            return ToolsDefinition.NONE;
        }
        tools.allowOnly("http_get", "mcp_servers");
        CatalogNode httpGet = tools.child("http_get");
        List<McpServer> servers =
                tools.entries("mcp_servers").stream().map(this::mcpServer).toList();
        Set<String> names = new HashSet<>();
        servers.stream()
                .map(McpServer::name)
                .filter(name -> !names.add(name))
                .forEach(name -> tools.problem("mcp_servers", "the name " + name + " is used twice"));
        return new ToolsDefinition(httpGet == null ? null : httpGet(httpGet), servers);
    }

    private static HttpGet httpGet(CatalogNode node) {
        node.allowOnly("allow", "timeout", "max_bytes", "allow_http", "allow_private_addresses");
        OutboundAddressPolicy addresses = addresses(node);
        List<URI> allowed = node.urls("allow", addresses);
        for (int i = 0; i < allowed.size(); i++) {
            URI url = allowed.get(i);
            if (url.getRawQuery() != null
                    || url.getRawPath() != null
                            && !url.getRawPath().isEmpty()
                            && !url.getRawPath().endsWith("/")) {
                node.problem("allow[" + i + "]", "must end with a slash and have no query");
            }
        }
        return new HttpGet(
                allowed,
                addresses,
                node.duration("timeout", TIMEOUT),
                node.integer("max_bytes", MAX_BYTES, 1, 4 * 1024 * 1024));
    }

    private McpServer mcpServer(CatalogNode node) {
        node.allowOnly(
                "name", "url", "api_key", "headers", "timeout", "allow_http", "allow_private_addresses", "oauth");
        String name = node.name();
        if (!name.matches(McpServer.NAME)) {
            node.problem("name", "must be lower-case letters, digits and hyphens, 31 at most");
        }
        OutboundAddressPolicy addresses = addresses(node);
        return new McpServer(
                name,
                node.url("url", addresses),
                keys.read(node),
                headers(node),
                addresses,
                node.duration("timeout", TIMEOUT),
                oauth(node, addresses));
    }

    private @Nullable OAuth oauth(CatalogNode server, OutboundAddressPolicy addresses) {
        CatalogNode node = server.child("oauth");
        if (node == null) {
            return null;
        }
        node.allowOnly("issuer", "client_id", "client_secret", "scopes");
        if (server.child("api_key") != null) {
            server.problem("oauth", "cannot stand beside api_key: each person signs in, or all use one key");
        }
        String clientId = node.optionalText("client_id");
        String issuer = node.optionalText("issuer");
        if ((clientId == null) != (issuer == null)) {
            node.problem("", "must name client_id and issuer together: a client is known to one authorization server");
        }
        if (issuer != null) {
            node.url("issuer", addresses);
        }
        if (clientId == null && node.child("client_secret") != null) {
            node.problem("client_secret", "needs client_id beside it");
        }
        String secret = keys.secret(node, "client_secret");
        return new OAuth(issuer, clientId, secret == null ? null : new ApiKey(secret), scopes(node));
    }

    /** RFC 6749 §3.3. */
    private static List<String> scopes(CatalogNode node) {
        JsonNode listed = node.value("scopes");
        if (listed == null) {
            return List.of();
        }
        List<String> scopes = new ArrayList<>();
        listed.forEach(scope -> scopes.add(scope.asText()));
        if (!listed.isArray()
                || scopes.stream().anyMatch(scope -> !SCOPE.matcher(scope).matches())) {
            node.problem("scopes", "must be a list of scopes: printable ASCII without spaces, quotes and backslashes");
        }
        return scopes;
    }

    /** The operator's own headers; none may replace a header of the protocol or of the key. */
    private Map<String, ApiKey> headers(CatalogNode server) {
        Map<String, ApiKey> headers = new HashMap<>();
        boolean ours = server.child("api_key") != null || server.child("oauth") != null;
        new OwnValuesReader(server, keys, ours ? "authorization" : null)
                .headers(Map.of())
                .forEach((name, value) -> headers.put(name, value.text()));
        return headers;
    }

    private static OutboundAddressPolicy addresses(CatalogNode node) {
        return new OutboundAddressPolicy(node.flag("allow_http", false), node.flag("allow_private_addresses", false));
    }
}
