package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.mcp.oauth.PersonTokens;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A session with one server. It begins with {@code initialize}, which gives it a name, and begins again when the server has
 * forgotten it. With a server that accepts no posted messages at its address, it uses the protocol's first version (MCP
 * 2025-06-18, Transports, Backwards Compatibility).
 */
final class McpSession {

    static final String VERSION = "2025-06-18";

    private final McpTransport posted;
    private final McpTransport streamed;
    private final AtomicLong ids = new AtomicLong();
    private volatile @Nullable Begun begun;
    private @Nullable Uni<Begun> beginning;

    /** @param id null when the server gives sessions no names */
    record Begun(@Nullable String id, String version, McpTransport transport) {}

    /** @param person the owner of the session; null for a session that all share */
    McpSession(McpServer server, OutboundHttp http, @Nullable PersonTokens person) {
        this.posted = new PostTransport(server, http, person);
        this.streamed = new EventTransport(server, http, person);
    }

    /**
     * The result; fails with {@link McpFailure}. When the server has forgotten the session, another one is begun and
     * the request is sent once more.
     */
    Uni<JsonNode> request(String method, JsonNode parameters) {
        Begun known = begun;
        return (known == null ? begin(null) : Uni.createFrom().item(known))
                .chain(session -> send(method, parameters, session)
                        .chain(reply -> session.id() != null && reply.forgotten()
                                ? begin(session).chain(fresh -> send(method, parameters, fresh))
                                : Uni.createFrom().item(reply)))
                .map(McpReply::result);
    }

    /**
     * A session other than the dead one. Calls that find out at the same time share one new session.
     *
     * @param dead null when there was none
     */
    private synchronized Uni<Begun> begin(@Nullable Begun dead) {
        Begun known = begun;
        if (known != null && known != dead) {
            return Uni.createFrom().item(known);
        }
        Uni<Begun> current = beginning;
        if (current == null) {
            current = initialize()
                    .invoke(fresh -> begun = fresh)
                    .onTermination()
                    .invoke(this::ended)
                    .memoize()
                    .indefinitely();
            beginning = current;
        }
        return current;
    }

    private synchronized void ended() {
        beginning = null;
    }

    private Uni<Begun> initialize() {
        return initialize(posted)
                .chain(answer -> answer.reply().mayBeOlder()
                        ? initialize(streamed)
                                .map(older -> begun(older, streamed))
                                .onFailure(McpFailure.class)
                                .transform(failure -> both(answer.reply().failure(), (McpFailure) failure))
                        : Uni.createFrom().item(() -> begun(answer, posted)))
                .call(fresh -> fresh.transport().tell(McpMessages.notification("notifications/initialized"), fresh));
    }

    private Uni<McpTransport.Answer> initialize(McpTransport transport) {
        ObjectNode parameters = McpMessages.object().put("protocolVersion", VERSION);
        parameters.putObject("capabilities");
        parameters.putObject("clientInfo").put("name", "lopez-it-welt").put("version", "1");
        long id = ids.incrementAndGet();
        return transport.ask(McpMessages.request(id, "initialize", parameters), id, null);
    }

    /** The failure when neither transport works: both reasons, or the second one alone if that asks for a sign-in or redirects elsewhere. */
    private static McpFailure both(McpFailure first, McpFailure second) {
        return second.why() == Why.AWAY
                ? new McpFailure(first.getMessage() + "; asked for a stream: " + second.getMessage())
                : second;
    }

    private static Begun begun(McpTransport.Answer answer, McpTransport transport) {
        JsonNode result = answer.reply().result();
        return new Begun(answer.session(), result.path("protocolVersion").asText(VERSION), transport);
    }

    private Uni<McpReply> send(String method, JsonNode parameters, Begun session) {
        long id = ids.incrementAndGet();
        return session.transport()
                .ask(McpMessages.request(id, method, parameters), id, session)
                .map(McpTransport.Answer::reply);
    }

    /** Closes the connection that is kept open to the server. */
    void close() {
        streamed.close();
    }
}
