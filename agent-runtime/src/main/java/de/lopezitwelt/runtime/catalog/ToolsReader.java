package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.catalog.ToolsDefinition.HttpGet;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.catalog.file.CatalogNode;
import de.lopezitwelt.runtime.catalog.file.KeyReader;
import de.lopezitwelt.runtime.catalog.quirk.OwnValuesReader;
import de.lopezitwelt.runtime.outbound.ApiKey;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tools section of the catalog. */
final class ToolsReader {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 256 * 1024;

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
        node.allowOnly("name", "url", "api_key", "headers", "timeout", "allow_http", "allow_private_addresses");
        String name = node.name();
        if (!name.matches("[a-z0-9][a-z0-9-]{0,30}")) {
            node.problem("name", "must be lower-case letters, digits and hyphens, 31 at most");
        }
        OutboundAddressPolicy addresses = addresses(node);
        return new McpServer(
                name,
                node.url("url", addresses),
                keys.read(node),
                headers(node),
                addresses,
                node.duration("timeout", TIMEOUT));
    }

    /** Headers of the operator's own, none of which replaces what the protocol or the key needs. */
    private Map<String, ApiKey> headers(CatalogNode server) {
        Map<String, ApiKey> headers = new HashMap<>();
        new OwnValuesReader(server, keys, server.child("api_key") == null ? null : "authorization")
                .headers(Map.of())
                .forEach((name, value) -> headers.put(name, value.text()));
        return headers;
    }

    private static OutboundAddressPolicy addresses(CatalogNode node) {
        return new OutboundAddressPolicy(node.flag("allow_http", false), node.flag("allow_private_addresses", false));
    }
}
