package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.outbound.ApiKey;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools that reach out, as the operator allows them. */
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
     * @param headers of the operator's own, by lower-case names; their values print as stars, like keys
     * @param timeout of one request
     */
    public record McpServer(
            String name,
            URI url,
            @Nullable ApiKey apiKey,
            Map<String, ApiKey> headers,
            OutboundAddressPolicy addresses,
            Duration timeout) {

        public McpServer {
            headers = Map.copyOf(headers);
        }
    }
}
