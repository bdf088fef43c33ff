package de.lopezitwelt.runtime.mcp;

import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.McpSession.Begun;
import de.lopezitwelt.runtime.mcp.oauth.PersonTokens;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Streamable HTTP (MCP 2025-06-18, Transports): each message is a POST, and its response comes in the answer. */
final class PostTransport extends McpTransport {

    PostTransport(McpServer server, OutboundHttp http, @Nullable PersonTokens person) {
        super(server, http, person);
    }

    @Override
    Uni<Answer> ask(Buffer request, long id, @Nullable Begun session) {
        return ask(server.url(), request, id, session);
    }

    @Override
    Uni<Void> tell(Buffer message, @Nullable Begun session) {
        return tell(server.url(), message, session);
    }
}
