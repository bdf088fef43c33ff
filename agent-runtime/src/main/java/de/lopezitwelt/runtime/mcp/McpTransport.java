package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.McpSession.Begun;
import de.lopezitwelt.runtime.outbound.AnswerTooLarge;
import de.lopezitwelt.runtime.outbound.Origin;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import de.lopezitwelt.runtime.outbound.OutboundRefused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages to a server, follows its redirects to the same origin, and answers what it asks meanwhile. Everything
 * fails with {@link McpFailure}.
 */
final class McpTransport {

    private static final Logger LOG = Logger.getLogger(McpTransport.class);
    private static final String SESSION = "mcp-session-id";
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MOST_REDIRECTS = 3;

    private final McpServer server;
    private final OutboundHttp http;

    /** @param session the name that the server gave; null for none */
    record Answer(McpReply reply, @Nullable String session) {}

    McpTransport(McpServer server, OutboundHttp http) {
        this.server = server;
        this.http = http;
    }

    /**
     * Sends a request and waits for its response.
     *
     * @param id of the request
     * @param session null for the request that begins one
     */
    Uni<Answer> ask(Buffer request, long id, @Nullable Begun session) {
        return ask(server.url(), request, id, session, MOST_REDIRECTS);
    }

    private Uni<Answer> ask(URI url, Buffer request, long id, @Nullable Begun session, int redirects) {
        McpAnswer found = new McpAnswer(id, MAX_BYTES, asked -> respond(asked, session));
        return post(url, request, session, found)
                .chain(answer -> isRedirect(answer)
                        ? ask(target(url, answer, redirects), request, id, session, redirects - 1)
                        : Uni.createFrom()
                                .item(() -> new Answer(
                                        new McpReply(answer.status(), found.response()),
                                        answer.headers().get(SESSION))));
    }

    /** Sends a message that has no response. */
    Uni<Void> tell(Buffer message, @Nullable Begun session) {
        return tell(server.url(), message, session, MOST_REDIRECTS);
    }

    private Uni<Void> tell(URI url, Buffer message, @Nullable Begun session, int redirects) {
        return post(url, message, session, body -> true)
                .chain(answer -> isRedirect(answer)
                        ? tell(target(url, answer, redirects), message, session, redirects - 1)
                        : Uni.createFrom().voidItem());
    }

    private void respond(JsonNode request, @Nullable Begun session) {
        tell(McpMessages.response(request), session)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.debugf(
                                "MCP server got no response: server=%s reason=%s",
                                server.name(), failure.getMessage()));
    }

    private static boolean isRedirect(OutboundHttp.Answer answer) {
        return answer.status() / 100 == 3 && answer.status() != 304;
    }

    /** Where to send the same message again: our key goes to the server's origin only, and the method stays POST. */
    private static URI target(URI url, OutboundHttp.Answer answer, int redirects) {
        if (answer.status() != 307 && answer.status() != 308) {
            throw new McpFailure("the server redirects with status " + answer.status()
                    + ", which would lose the request; 307 and 308 are followed");
        }
        if (redirects == 0) {
            throw new McpFailure("the server redirects more than " + MOST_REDIRECTS + " times");
        }
        URI target;
        try {
            target = url.resolve(answer.header("location").strip());
        } catch (IllegalArgumentException broken) {
            throw new McpFailure("the server redirects to what is not a URL");
        }
        if (answer.header("location").isBlank() || !Origin.of(url).equals(Origin.of(target))) {
            throw new McpFailure("the server redirects to another origin (scheme, host or port),"
                    + " which is not followed; register the address that it redirects to");
        }
        return target;
    }

    private Uni<OutboundHttp.Answer> post(URI url, Buffer body, @Nullable Begun session, Predicate<Buffer> enough) {
        return http.send(new OutboundHttp.Call(
                        HttpMethod.POST,
                        url,
                        headers(session),
                        body,
                        server.addresses(),
                        server.timeout(),
                        MAX_BYTES,
                        enough))
                .onFailure()
                .transform(McpTransport::reason);
    }

    private static McpFailure reason(Throwable failure) {
        return new McpFailure(
                switch (failure) {
                    case OutboundRefused refused -> "the address of the server must not be called";
                    case AnswerTooLarge large -> "the answer of the server is longer than " + MAX_BYTES + " bytes";
                    default -> "the server does not answer";
                });
    }

    private Map<String, String> headers(@Nullable Begun session) {
        Map<String, String> headers = new HashMap<>();
        server.headers().forEach((name, value) -> value.reveal(revealed -> headers.put(name, revealed)));
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
