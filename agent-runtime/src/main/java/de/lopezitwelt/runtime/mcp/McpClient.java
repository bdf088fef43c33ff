package de.lopezitwelt.runtime.mcp;

import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import de.lopezitwelt.runtime.tool.Tool;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final McpServer server;
    private final McpSession session;
    private final LeftOutGauge gauge;
    private volatile List<McpTool> tools = List.of();
    private volatile List<LeftOutTool> leftOut = List.of();
    private volatile @Nullable LeftOutTool unread;
    private volatile long readAgainNanos = System.nanoTime();
    private volatile @Nullable Uni<McpListing> reading;

    public McpClient(McpServer server, OutboundHttp http) {
        this.server = server;
        this.session = new McpSession(server, http);
        this.gauge = new LeftOutGauge(server.name());
        this.unread = all(Why.AWAY, "its list of tools is still being read");
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

    private synchronized Uni<McpListing> reading() {
        Uni<McpListing> current = reading;
        if (current == null) {
            current = page(null, new McpListing(server.name()))
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

    private void read(McpListing listing) {
        tools = listing.tools(McpTool.maker(session, server.timeout()));
        List<LeftOutTool> before = leftOut;
        leftOut = listing.leftOut();
        unread = null;
        readAgainNanos = System.nanoTime() + FRESH.toNanos();
        gauge.show(leftOut());
        leftOut.stream()
                .filter(tool -> !before.contains(tool))
                .collect(Collectors.groupingBy(
                        LeftOutTool::reason, Collectors.mapping(LeftOutTool::name, Collectors.toList())))
                .forEach((reason, names) ->
                        LOG.warnf("MCP tools left out: server=%s reason=%s tools=%s", server.name(), reason, names));
    }

    private void away(Throwable failure) {
        LOG.warnf("MCP server not read: server=%s reason=%s", server.name(), failure.getMessage());
        unread = failure instanceof McpFailure known
                ? all(known.why(), String.valueOf(known.getMessage()))
                : all(Why.AWAY, "it cannot be read");
        readAgainNanos = System.nanoTime() + PATIENCE_AFTER_FAILURE.toNanos();
        gauge.show(leftOut());
    }

    private LeftOutTool all(Why why, String reason) {
        return new LeftOutTool(server.name(), LeftOutTool.ALL, why, reason);
    }

    private Uni<McpListing> page(@Nullable String cursor, McpListing listing) {
        var parameters = McpMessages.object();
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        return session.request("tools/list", parameters).chain(page -> {
            String next = listing.read(page);
            return next == null ? Uni.createFrom().item(listing) : page(next, listing);
        });
    }

    /** @param name the server's own name of one tool; null for all */
    public List<Tool> tools(@Nullable String name) {
        return tools.stream()
                .filter(tool -> name == null || tool.ownName().equals(name))
                .map(Tool.class::cast)
                .toList();
    }

    /**
     * The tools that the server lists and no model is offered, as of the last reading; and, while the server cannot be
     * read, one entry for {@link LeftOutTool#ALL} that says why.
     */
    public List<LeftOutTool> leftOut() {
        LeftOutTool missing = unread;
        if (missing == null) {
            return leftOut;
        }
        LeftOutTool told = tools.isEmpty()
                ? missing
                : all(missing.why(), missing.reason() + "; what it listed before is still offered");
        return Stream.concat(Stream.of(told), leftOut.stream()).toList();
    }

    /** Ends the session and takes the server out of the metrics, for one that is no longer registered. */
    public void forget() {
        gauge.show(List.of());
        session.close();
    }
}
