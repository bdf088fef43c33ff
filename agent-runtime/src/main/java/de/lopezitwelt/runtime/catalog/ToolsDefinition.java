package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.outbound.ApiKey;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools that call other servers, as the operator allows them. */
public record ToolsDefinition(@Nullable HttpGet httpGet, List<McpServer> mcpServers) {

    public static final ToolsDefinition NONE = new ToolsDefinition(null, List.of());

    public ToolsDefinition {
        mcpServers = List.copyOf(mcpServers);
    }

    /**
     * Where the HTTP GET tool may read.
     *
     * @param allowed beginnings of URLs: scheme, host, port and the path up to a slash
     * @param maxBytes of an answer
     */
    public record HttpGet(List<URI> allowed, OutboundAddressPolicy addresses, Duration timeout, int maxBytes) {

        public HttpGet {
            allowed = List.copyOf(allowed);
        }
    }

    /**
     * A server of the Model Context Protocol.
     *
     * @param url of its streamable HTTP endpoint
     * @param headers the operator's own headers, by lower-case names; their values print as stars, like keys
     * @param timeout of one request
     * @param oauth how people sign in to it, each for themselves; null for a server without sign-in
     */
    public record McpServer(
            String name,
            URI url,
            @Nullable ApiKey apiKey,
            Map<String, ApiKey> headers,
            OutboundAddressPolicy addresses,
            Duration timeout,
            @Nullable OAuth oauth) {
        /** What a name looks like, as a regular expression. */
        public static final String NAME = "[a-z0-9][a-z0-9-]{0,30}";

        public McpServer {
            headers = Map.copyOf(headers);
        }

        /** A server without sign-in. */
        public McpServer(
                String name,
                URI url,
                @Nullable ApiKey apiKey,
                Map<String, ApiKey> headers,
                OutboundAddressPolicy addresses,
                Duration timeout) {
            this(name, url, apiKey, headers, addresses, timeout, null);
        }
    }

    /**
     * The operator's settings for signing in to a server.
     *
     * @param issuer the authorization server that knows the operator's client; null with the client
     * @param clientId the operator's client; null when the platform registers itself
     * @param clientSecret null for a public client
     * @param scopes to ask for; empty for those that the server names
     */
    public record OAuth(
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable ApiKey clientSecret,
            List<String> scopes) {

        public OAuth {
            scopes = List.copyOf(scopes);
        }
    }
}
