package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with one server over streamable HTTP (MCP 2025-06-18, Transports): begun by {@code initialize}, named by
 * {@code Mcp-Session-Id} from then on, begun again when the server has forgotten it.
 */
final class McpSession {

    private static final String VERSION = "2025-06-18";
    private static final String SESSION = "mcp-session-id";
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int FORGOTTEN = 404;

    private final McpServer server;
    private final OutboundHttp http;
    private final AtomicLong ids = new AtomicLong();
    private volatile @Nullable Begun begun;

    /** @param id null where the server names no sessions */
    private record Begun(@Nullable String id, String version) {}

    McpSession(McpServer server, OutboundHttp http) {
        this.server = server;
        this.http = http;
    }

    /** The result; fails with {@link McpFailure}. */
    Uni<JsonNode> request(String method, JsonNode parameters) {
        Begun known = begun;
        if (known == null) {
            return begin().chain(fresh -> send(method, parameters, fresh)).map(McpSession::result);
        }
        return send(method, parameters, known)
                .chain(answer -> answer.status() == FORGOTTEN && known.id() != null
                        ? begin().chain(fresh -> send(method, parameters, fresh))
                        : Uni.createFrom().item(answer))
                .map(McpSession::result);
    }

    private record Answer(int status, @Nullable JsonNode message) {}

    private static JsonNode result(Answer answer) {
        JsonNode message = answer.message();
        if (message == null) {
            throw new McpFailure("the server answered with status " + answer.status());
        }
        if (message.has("error")) {
            throw new McpFailure("the server refused the request");
        }
        return message.path("result");
    }

    private Uni<Begun> begin() {
        ObjectNode parameters = McpMessages.object().put("protocolVersion", VERSION);
        parameters.putObject("capabilities");
        parameters.putObject("clientInfo").put("name", "lopez-it-welt").put("version", "1");
        long id = ids.incrementAndGet();
        McpAnswer found = new McpAnswer(id, MAX_BYTES);
        return post(McpMessages.request(id, "initialize", parameters), null, found)
                .map(answer -> {
                    JsonNode result = result(new Answer(answer.status(), found.response()));
                    String session = answer.headers().get(SESSION);
                    return new Begun(session, result.path("protocolVersion").asText(VERSION));
                })
                .call(fresh -> post(McpMessages.notification("notifications/initialized"), fresh, body -> true))
                .invoke(fresh -> begun = fresh);
    }

    private Uni<Answer> send(String method, JsonNode parameters, Begun session) {
        long id = ids.incrementAndGet();
        McpAnswer found = new McpAnswer(id, MAX_BYTES);
        return post(McpMessages.request(id, method, parameters), session, found)
                .map(answer -> new Answer(answer.status(), found.response()));
    }

    private Uni<OutboundHttp.Answer> post(Buffer body, @Nullable Begun session, Predicate<Buffer> enough) {
        return http.send(new OutboundHttp.Call(
                        HttpMethod.POST,
                        server.url(),
                        headers(session),
                        body,
                        server.addresses(),
                        server.timeout(),
                        MAX_BYTES,
                        enough))
                .onFailure(failure -> !(failure instanceof McpFailure))
                .transform(away -> new McpFailure("the server does not answer"));
    }

    private Map<String, String> headers(@Nullable Begun session) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "application/json");
        headers.put("accept", "application/json, text/event-stream");
        if (session != null) {
            headers.put("mcp-protocol-version", session.version());
            if (session.id() != null) {
                headers.put(SESSION, session.id());
            }
        }
        if (server.apiKey() != null) {
            server.apiKey().reveal(key -> headers.put("authorization", "Bearer " + key));
        }
        return headers;
    }
}
