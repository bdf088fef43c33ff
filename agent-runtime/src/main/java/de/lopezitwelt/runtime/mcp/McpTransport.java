package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
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
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages to a server and answers what it asks meanwhile. What all ways of carrying them share stands here: our
 * headers, the limits, and redirects, which are followed to the same origin. Everything fails with {@link McpFailure}.
 */
abstract class McpTransport {

    static final int MAX_BYTES = 1024 * 1024;
    static final int MOST_REDIRECTS = 3;

    /** Requests of the server that are answered, in one stream and between two requests of ours. */
    static final int MOST_REQUESTS = 32;

    private static final Logger LOG = Logger.getLogger(McpTransport.class);
    private static final String SESSION = "mcp-session-id";
    private static final Set<Integer> KEEPING_THE_REQUEST = Set.of(307, 308);

    final McpServer server;
    final OutboundHttp http;

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
    abstract Uni<Answer> ask(Buffer request, long id, @Nullable Begun session);

    /** Sends a message that has no response. */
    abstract Uni<Void> tell(Buffer message, @Nullable Begun session);

    /** Ends the connection, where one is kept. */
    void close() {}

    /** Posts a request and looks for its response in the answer; follows redirects. */
    final Uni<Answer> ask(URI url, Buffer request, long id, @Nullable Begun session) {
        return ask(url, request, id, session, MOST_REDIRECTS);
    }

    private Uni<Answer> ask(URI url, Buffer request, long id, @Nullable Begun session, int redirects) {
        McpAnswer found = new McpAnswer(id, MAX_BYTES, asked -> respond(asked, session));
        return post(url, request, session, found)
                .chain(answer -> isRedirect(answer.status())
                        ? ask(target(url, answer, redirects), request, id, session, redirects - 1)
                        : Uni.createFrom()
                                .item(() -> new Answer(
                                        McpReply.of(
                                                answer.status(), found.response(), answer.header("www-authenticate")),
                                        answer.headers().get(SESSION))));
    }

    /** Posts a message that has no response; follows redirects. */
    final Uni<Void> tell(URI url, Buffer message, @Nullable Begun session) {
        return tell(url, message, session, MOST_REDIRECTS);
    }

    private Uni<Void> tell(URI url, Buffer message, @Nullable Begun session, int redirects) {
        return post(url, message, session, body -> true)
                .chain(answer -> isRedirect(answer.status())
                        ? tell(target(url, answer, redirects), message, session, redirects - 1)
                        : Uni.createFrom().voidItem());
    }

    private Uni<OutboundHttp.Answer> post(URI url, Buffer body, @Nullable Begun session, Predicate<Buffer> enough) {
        Map<String, String> headers = headers(session);
        headers.put("content-type", "application/json");
        headers.put("accept", "application/json, text/event-stream");
        return http.send(new OutboundHttp.Call(
                        HttpMethod.POST, url, headers, body, server.addresses(), server.timeout(), MAX_BYTES, enough))
                .onFailure()
                .transform(McpTransport::reason);
    }

    /** Answers what the server asks, without waiting for it. */
    final void respond(JsonNode request, @Nullable Begun session) {
        tell(McpMessages.response(request), session)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.debugf(
                                "MCP server got no response: server=%s reason=%s",
                                server.name(), failure.getMessage()));
    }

    static boolean isRedirect(int status) {
        return status / 100 == 3 && status != 304;
    }

    /** Where to send the same message again: the method stays POST. */
    private static URI target(URI url, OutboundHttp.Answer answer, int redirects) {
        if (!KEEPING_THE_REQUEST.contains(answer.status())) {
            throw new McpFailure(
                    Why.REDIRECT,
                    "the server redirects with status " + answer.status()
                            + ", which would lose the request; 307 and 308 are followed");
        }
        return target(url, answer.header("location"), redirects);
    }

    /** The target of a redirect: our key goes to the server's origin only. */
    static URI target(URI url, String location, int redirects) {
        if (redirects == 0) {
            throw new McpFailure(Why.REDIRECT, "the server redirects more than " + MOST_REDIRECTS + " times");
        }
        URI target;
        try {
            target = url.resolve(location.strip());
        } catch (IllegalArgumentException broken) {
            throw new McpFailure(Why.REDIRECT, "the server redirects to what is not a URL");
        }
        if (location.isBlank() || !Origin.of(url).equals(Origin.of(target))) {
            throw new McpFailure(
                    Why.REDIRECT,
                    "the server redirects to another origin (scheme, host or port),"
                            + " which is not followed; register the address that it redirects to");
        }
        return target;
    }

    /** The reason for people. */
    static Throwable reason(Throwable failure) {
        return switch (failure) {
            case McpFailure known -> known;
            case OutboundRefused refused -> new McpFailure("the address of the server must not be called");
            case AnswerTooLarge large -> tooLarge();
            default -> noAnswer();
        };
    }

    static McpFailure tooLarge() {
        return new McpFailure("the answer of the server is longer than " + MAX_BYTES + " bytes");
    }

    static McpFailure noAnswer() {
        return new McpFailure("the server does not answer");
    }

    /** The operator's own, those of the session, and the key, which none of the operator's replaces. */
    final Map<String, String> headers(@Nullable Begun session) {
        Map<String, String> headers = new HashMap<>();
        server.headers().forEach((name, value) -> value.reveal(revealed -> headers.put(name, revealed)));
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
