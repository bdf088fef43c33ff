package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.mcp.McpSession.Begun;
import de.lopezitwelt.runtime.mcp.oauth.AccessToken;
import de.lopezitwelt.runtime.mcp.oauth.Challenge;
import de.lopezitwelt.runtime.mcp.oauth.OAuthFailure;
import de.lopezitwelt.runtime.mcp.oauth.PersonTokens;
import de.lopezitwelt.runtime.outbound.AnswerTooLarge;
import de.lopezitwelt.runtime.outbound.ApiKey;
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
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages to a server and answers its own requests in between. This class holds the common part of all transports: our
 * headers, the limits, and redirects, which are followed within the same origin. All methods fail with {@link McpFailure}.
 */
abstract class McpTransport {

    static final int MAX_BYTES = 1024 * 1024;
    static final int MOST_REDIRECTS = 3;

    /** Most requests of the server that are answered, in one stream and between two requests of ours. */
    static final int MOST_REQUESTS = 32;

    private static final Logger LOG = Logger.getLogger(McpTransport.class);
    private static final String SESSION = "mcp-session-id";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int LONGEST_SCOPE = 200;
    private static final Set<Integer> KEEPING_THE_REQUEST = Set.of(307, 308);

    final McpServer server;
    final OutboundHttp http;
    private final @Nullable PersonTokens person;

    /** @param session the name that the server gave; null for none */
    record Answer(McpReply reply, @Nullable String session) {}

    /** @param person whose tokens open the server; null for a server without sign-in */
    McpTransport(McpServer server, OutboundHttp http, @Nullable PersonTokens person) {
        this.server = server;
        this.http = http;
        this.person = person;
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

    /** Closes the connection, if one is kept open. */
    void close() {}

    /** Posts a request and looks for its response in the answer; follows redirects. */
    final Uni<Answer> ask(URI url, Buffer request, long id, @Nullable Begun session) {
        return ask(url, request, id, session, MOST_REDIRECTS);
    }

    private Uni<Answer> ask(URI url, Buffer request, long id, @Nullable Begun session, int redirects) {
        return authorized(session, Sent::head, token -> {
                    McpAnswer found = new McpAnswer(id, MAX_BYTES, asked -> respond(asked, session));
                    return post(url, request, session, token, found).map(answer -> new Sent(answer, found));
                })
                .chain(sent -> isRedirect(sent.head().status())
                        ? ask(target(url, sent.head(), redirects), request, id, session, redirects - 1)
                        : Uni.createFrom().item(sent::answer));
    }

    private record Sent(OutboundHttp.Answer head, McpAnswer found) {

        Answer answer() {
            return new Answer(
                    McpReply.of(head.status(), found.response(), head.header("www-authenticate")),
                    head.headers().get(SESSION));
        }
    }

    /** Posts a message that has no response; follows redirects. */
    final Uni<Void> tell(URI url, Buffer message, @Nullable Begun session) {
        return tell(url, message, session, MOST_REDIRECTS);
    }

    private Uni<Void> tell(URI url, Buffer message, @Nullable Begun session, int redirects) {
        return authorized(session, answer -> answer, token -> post(url, message, session, token, body -> true))
                .chain(answer -> isRedirect(answer.status())
                        ? tell(target(url, answer, redirects), message, session, redirects - 1)
                        : Uni.createFrom().voidItem());
    }

    /**
     * Sends with the person's token, and once more with a new one when the server refuses the first. Fails with the need to
     * sign in when there is no usable token.
     *
     * @param head reads the server's answer
     * @param send may be called twice; its token is null for a server without sign-in
     */
    final <T> Uni<T> authorized(
            @Nullable Begun session,
            Function<T, OutboundHttp.Answer> head,
            Function<@Nullable AccessToken, Uni<T>> send) {
        PersonTokens tokens = person;
        if (tokens == null) {
            return send.apply(null);
        }
        return tokens.current().onFailure().transform(McpTransport::reason).chain(token -> {
            if (token == null) {
                throw signedOut("the person has to sign in to the server");
            }
            return send.apply(token).chain(sent -> switch (head.apply(sent).status()) {
                case UNAUTHORIZED -> again(tokens, token, session, head, send);
                case FORBIDDEN -> lacking(tokens, token, head.apply(sent)).replaceWith(sent);
                default -> Uni.createFrom().item(sent);
            });
        });
    }

    private static <T> Uni<T> again(
            PersonTokens tokens,
            AccessToken refused,
            @Nullable Begun session,
            Function<T, OutboundHttp.Answer> head,
            Function<@Nullable AccessToken, Uni<T>> send) {
        return tokens.renewed(refused)
                .onFailure()
                .transform(McpTransport::reason)
                .chain(fresh -> {
                    if (fresh == null) {
                        throw signedOut(
                                "the server does not take the person's sign-in any more: they have to sign in again");
                    }
                    return send.apply(fresh).chain(sent -> switch (head.apply(sent)
                            .status()) {
                        // within a session, some servers answer like this when they have forgotten it; otherwise the
                        // token is refused
                        case UNAUTHORIZED ->
                            session == null || session.id() == null
                                    ? tokens.ended(fresh)
                                            .chain(
                                                    () -> Uni.createFrom()
                                                            .failure(
                                                                    signedOut(
                                                                            "the server refuses a new token too: the person has to sign in again")))
                                    : Uni.createFrom().item(sent);
                        case FORBIDDEN ->
                            lacking(tokens, fresh, head.apply(sent)).replaceWith(sent);
                        default -> Uni.createFrom().item(sent);
                    });
                });
    }

    /** MCP, Scope Challenge Handling: the person is asked for more rights at the next sign-in, never silently. */
    private static Uni<Void> lacking(PersonTokens tokens, AccessToken token, OutboundHttp.Answer answer) {
        Challenge challenge = Challenge.of(answer.header("www-authenticate"));
        if (!challenge.lacksScope()) {
            return Uni.createFrom().voidItem();
        }
        String scope = challenge.scope() == null ? "" : challenge.scope();
        return tokens.wants(token, scope)
                .chain(() -> Uni.createFrom()
                        .failure(signedOut("the server wants more rights than the person has given"
                                + (scope.isEmpty() ? "" : " (" + LeftOutTool.shown(scope, LONGEST_SCOPE) + ")")
                                + ": they have to sign in again")));
    }

    private static McpFailure signedOut(String message) {
        return new McpFailure(Why.SIGN_IN, message);
    }

    private Uni<OutboundHttp.Answer> post(
            URI url, Buffer body, @Nullable Begun session, @Nullable AccessToken token, Predicate<Buffer> enough) {
        Map<String, String> headers = headers(session, token);
        headers.put("content-type", "application/json");
        headers.put("accept", "application/json, text/event-stream");
        return http.send(new OutboundHttp.Call(
                        HttpMethod.POST, url, headers, body, server.addresses(), server.timeout(), MAX_BYTES, enough))
                .onFailure()
                .transform(McpTransport::reason);
    }

    /** Answers the server's requests, without waiting for the result. */
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
            case OAuthFailure signIn -> new McpFailure(String.valueOf(signIn.getMessage()));
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

    /** The operator's headers, those of the session, and the key, which no header of the operator replaces. */
    final Map<String, String> headers(@Nullable Begun session, @Nullable AccessToken token) {
        Map<String, String> headers = new HashMap<>();
        server.headers().forEach((name, value) -> value.reveal(revealed -> headers.put(name, revealed)));
        if (session != null) {
            headers.put("mcp-protocol-version", session.version());
            if (session.id() != null) {
                headers.put(SESSION, session.id());
            }
        }
        ApiKey key = token == null ? server.apiKey() : token.value();
        if (key != null) {
            key.reveal(revealed -> headers.put("authorization", "Bearer " + revealed));
        }
        return headers;
    }
}
