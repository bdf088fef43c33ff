package de.lopezitwelt.runtime.mcp;

import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.mcp.oauth.PersonTokens;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import de.lopezitwelt.runtime.tool.Tool;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One server's tools, for everybody or for one person. The list is read when an agent first needs it and again when it is
 * old. While the server is away the last list stays, and a call tells the model that the server is away. A person's list ends
 * with their sign-in.
 */
public final class McpClient {

    private static final Logger LOG = Logger.getLogger(McpClient.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PATIENCE_AFTER_FAILURE = Duration.ofSeconds(10);

    private final McpServer server;
    private final OutboundHttp http;
    private final @Nullable PersonTokens person;
    private final @Nullable LeftOutGauge gauge;
    private volatile Sight sight;

    /** What was seen of the server in one session, with one sign-in. */
    private final class Sight {

        final @Nullable String connection;
        final McpSession session = new McpSession(server, http, person);
        volatile List<McpTool> tools = List.of();
        volatile List<LeftOutTool> leftOut = List.of();
        volatile @Nullable LeftOutTool unread;
        volatile long readAgainNanos = System.nanoTime();

        @Nullable
        Uni<McpListing> reading;

        Sight(@Nullable String connection, LeftOutTool unread) {
            this.connection = connection;
            this.unread = unread;
        }
    }

    /** For a server without sign-in. */
    public McpClient(McpServer server, OutboundHttp http) {
        this(server, http, null);
    }

    /** @param person who uses the server; null for a server without sign-in */
    public McpClient(McpServer server, OutboundHttp http, @Nullable PersonTokens person) {
        this.server = server;
        this.http = http;
        this.person = person;
        this.gauge = person == null ? new LeftOutGauge(server.name()) : null;
        this.sight = new Sight(null, person == null ? beingRead() : signedOut());
    }

    public McpServer server() {
        return server;
    }

    /** Completes when the list of tools is as fresh as possible. Never fails. */
    public Uni<Void> refresh() {
        PersonTokens tokens = person;
        return (tokens == null ? refresh(sight) : refresh(tokens)).onFailure().recoverWithNull();
    }

    private Uni<Void> refresh(PersonTokens tokens) {
        return tokens.current().chain(token -> {
            Sight current = signedIn(token == null ? null : token.connection());
            return token == null ? Uni.createFrom().voidItem() : refresh(current);
        });
    }

    /** Drops everything that was read with another sign-in. */
    private synchronized Sight signedIn(@Nullable String connection) {
        if (!Objects.equals(sight.connection, connection)) {
            sight.session.close();
            sight = new Sight(connection, connection == null ? signedOut() : beingRead());
        }
        return sight;
    }

    private Uni<Void> refresh(Sight current) {
        return System.nanoTime() - current.readAgainNanos < 0
                ? Uni.createFrom().voidItem()
                : reading(current).replaceWithVoid();
    }

    private synchronized Uni<McpListing> reading(Sight current) {
        Uni<McpListing> reading = current.reading;
        if (reading == null) {
            reading = page(current, null, new McpListing(server.name()))
                    .invoke(listing -> read(current, listing))
                    .onFailure()
                    .invoke(failure -> away(current, failure))
                    .onTermination()
                    .invoke(() -> ended(current))
                    .memoize()
                    .indefinitely();
            current.reading = reading;
        }
        return reading;
    }

    private synchronized void ended(Sight current) {
        current.reading = null;
    }

    private void read(Sight current, McpListing listing) {
        current.tools = listing.tools(McpTool.maker(current.session, server.timeout()));
        List<LeftOutTool> before = current.leftOut;
        current.leftOut = listing.leftOut();
        current.unread = null;
        current.readAgainNanos = System.nanoTime() + FRESH.toNanos();
        show(leftOut());
        current.leftOut.stream()
                .filter(tool -> !before.contains(tool))
                .collect(Collectors.groupingBy(
                        LeftOutTool::reason, Collectors.mapping(LeftOutTool::name, Collectors.toList())))
                .forEach((reason, names) ->
                        LOG.warnf("MCP tools left out: server=%s reason=%s tools=%s", server.name(), reason, names));
    }

    private void away(Sight current, Throwable failure) {
        LOG.logf(
                person == null ? Logger.Level.WARN : Logger.Level.DEBUG,
                "MCP server not read: server=%s reason=%s",
                server.name(),
                failure.getMessage());
        current.unread = failure instanceof McpFailure known
                ? all(known.why(), String.valueOf(known.getMessage()))
                : all(Why.AWAY, "it cannot be read");
        current.readAgainNanos = System.nanoTime() + PATIENCE_AFTER_FAILURE.toNanos();
        show(leftOut());
    }

    /** Only for servers without sign-in: lists that differ from person to person make no gauge. */
    private void show(List<LeftOutTool> missing) {
        if (gauge != null) {
            gauge.show(missing);
        }
    }

    private LeftOutTool beingRead() {
        return all(Why.AWAY, "its list of tools is still being read");
    }

    private LeftOutTool signedOut() {
        return all(Why.SIGN_IN, "the person has to sign in to the server");
    }

    private LeftOutTool all(Why why, String reason) {
        return new LeftOutTool(server.name(), LeftOutTool.ALL, why, reason);
    }

    private Uni<McpListing> page(Sight current, @Nullable String cursor, McpListing listing) {
        var parameters = McpMessages.object();
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        return current.session.request("tools/list", parameters).chain(page -> {
            String next = listing.read(page);
            return next == null ? Uni.createFrom().item(listing) : page(current, next, listing);
        });
    }

    /** @param name the server's own name of one tool; null for all */
    public List<Tool> tools(@Nullable String name) {
        return sight.tools.stream()
                .filter(tool -> name == null || tool.ownName().equals(name))
                .map(Tool.class::cast)
                .toList();
    }

    /**
     * The tools of the last list that are offered to no model. While the server cannot be read, also one entry for {@link
     * LeftOutTool#ALL} with the reason.
     */
    public List<LeftOutTool> leftOut() {
        Sight current = sight;
        LeftOutTool missing = current.unread;
        if (missing == null) {
            return current.leftOut;
        }
        LeftOutTool told = current.tools.isEmpty()
                ? missing
                : all(missing.why(), missing.reason() + "; what it listed before is still offered");
        return Stream.concat(Stream.of(told), current.leftOut.stream()).toList();
    }

    /** Ends the session and removes the server from the metrics, when it is no longer registered or used. */
    public void forget() {
        show(List.of());
        sight.session.close();
    }
}
