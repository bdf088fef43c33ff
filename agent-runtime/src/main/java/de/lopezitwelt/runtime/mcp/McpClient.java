package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import de.lopezitwelt.runtime.tool.Tool;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One server's tools. The list is read when an agent first needs it and again when it has grown old; while the server is
 * away the last list stands, and a call tells the model that it is away.
 */
public final class McpClient {

    private static final Logger LOG = Logger.getLogger(McpClient.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PATIENCE_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final int MOST_TOOLS = 64;
    private static final int MOST_PAGES = 10;

    private final McpServer server;
    private final McpSession session;
    private volatile List<McpTool> tools = List.of();
    private volatile long readAgainNanos = System.nanoTime();
    private volatile @Nullable Uni<List<McpTool>> reading;

    public McpClient(McpServer server, OutboundHttp http) {
        this.server = server;
        this.session = new McpSession(server, http);
    }

    public McpServer server() {
        return server;
    }

    /** Ends when the list of tools is as fresh as it can be. Never fails. */
    public Uni<Void> refresh() {
        if (System.nanoTime() - readAgainNanos < 0) {
            return Uni.createFrom().voidItem();
        }
        return reading().replaceWithVoid().onFailure().recoverWithNull();
    }

    private synchronized Uni<List<McpTool>> reading() {
        Uni<List<McpTool>> current = reading;
        if (current == null) {
            current = page(null, new ArrayList<>(), 1)
                    .invoke(this::read)
                    .onFailure()
                    .invoke(this::away)
                    .onTermination()
                    .invoke(() -> reading = null)
                    .memoize()
                    .indefinitely();
            reading = current;
        }
        return current;
    }

    private void read(List<McpTool> found) {
        tools = List.copyOf(found);
        readAgainNanos = System.nanoTime() + FRESH.toNanos();
    }

    private void away(Throwable failure) {
        LOG.warnf("MCP server not read: server=%s reason=%s", server.name(), failure.getMessage());
        readAgainNanos = System.nanoTime() + PATIENCE_AFTER_FAILURE.toNanos();
    }

    private Uni<List<McpTool>> page(@Nullable String cursor, List<McpTool> found, int number) {
        var parameters = McpMessages.object();
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        return session.request("tools/list", parameters).chain(result -> {
            for (JsonNode described : result.path("tools")) {
                McpTool tool = McpTool.of(server.name(), described, session, server.timeout());
                if (tool != null && found.size() < MOST_TOOLS) {
                    found.add(tool);
                }
            }
            String next = result.path("nextCursor").asText("");
            return next.isEmpty() || number == MOST_PAGES
                    ? Uni.createFrom().item(found)
                    : page(next, found, number + 1);
        });
    }

    /** @param name the server's own name of one tool; null for all */
    public List<Tool> tools(@Nullable String name) {
        return tools.stream()
                .filter(tool -> name == null || tool.remoteName().equals(name))
                .map(Tool.class::cast)
                .toList();
    }
}
