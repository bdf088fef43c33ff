package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.sse.OversizedEvent;
import de.lopezitwelt.platform.sse.SseParser;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.mcp.McpSession.Begun;
import de.lopezitwelt.runtime.mcp.oauth.AccessToken;
import de.lopezitwelt.runtime.mcp.oauth.Challenge;
import de.lopezitwelt.runtime.mcp.oauth.PersonTokens;
import de.lopezitwelt.runtime.outbound.Origin;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * HTTP with events (MCP 2024-11-05, Transports, HTTP with SSE): a stream that the client opens names the address for
 * posted messages, and carries their responses. That address serves as the session's name. The end of the stream ends the
 * session; waiting requests fail and are not sent again, because the server may have carried them out.
 */
final class EventTransport extends McpTransport {

    private static final Duration SILENCE = Duration.ofMinutes(5);
    private static final Set<String> ITSELF = Set.of("localhost", "127.0.0.1", "0.0.0.0", "[::1]", "[::]");

    private volatile @Nullable Channel current;

    EventTransport(McpServer server, OutboundHttp http, @Nullable PersonTokens person) {
        super(server, http, person);
    }

    @Override
    Uni<Answer> ask(Buffer request, long id, @Nullable Begun session) {
        if (session == null) {
            close();
            return open(server.url(), MOST_REDIRECTS).chain(channel -> {
                current = channel;
                return ask(channel, request, id);
            });
        }
        Channel channel = current;
        return channel == null || channel.ended || !channel.name.equals(session.id())
                ? Uni.createFrom().item(new Answer(McpReply.gone(), null))
                : ask(channel, request, id);
    }

    private Uni<Answer> ask(Channel channel, Buffer request, long id) {
        return channel.endpoint().chain(endpoint -> {
            Waiting waiting = channel.await(id);
            // a response to the post itself is accepted too; whichever comes first counts
            ask(endpoint, request, id, null)
                    .subscribe()
                    .with(posted -> channel.posted(waiting, posted.reply()), waiting.reply::completeExceptionally);
            return uni(waiting.reply)
                    .map(came -> new Answer(came, channel.name))
                    .ifNoItem()
                    .after(server.timeout())
                    .failWith(McpTransport::noAnswer)
                    // the next request opens a new stream and finds out whether the server is still there
                    .onFailure()
                    .invoke(channel::close)
                    .onTermination()
                    .invoke(() -> channel.waiting.remove(id));
        });
    }

    private static <T> Uni<T> uni(CompletableFuture<T> future) {
        return Uni.createFrom()
                .emitter(emitter -> future.whenComplete((item, failure) -> {
                    if (failure == null) {
                        emitter.complete(item);
                    } else {
                        emitter.fail(failure);
                    }
                }));
    }

    @Override
    Uni<Void> tell(Buffer message, @Nullable Begun session) {
        Channel channel = current;
        return channel == null || channel.ended
                ? Uni.createFrom().voidItem()
                : channel.endpoint().chain(endpoint -> tell(endpoint, message, null));
    }

    @Override
    void close() {
        Channel channel = current;
        current = null;
        if (channel != null) {
            channel.close();
        }
    }

    private Uni<Channel> open(URI url, int redirects) {
        return authorized(null, Stream::head, token -> stream(url, token)).chain(stream -> {
            int status = stream.head().status();
            if (status == 200) {
                return Uni.createFrom().item(stream.channel());
            }
            if (isRedirect(status)) {
                return open(target(url, stream.head().header("location"), redirects), redirects - 1);
            }
            return Uni.createFrom()
                    .failure(McpReply.of(status, null, stream.head().header("www-authenticate"))
                            .failure());
        });
    }

    private Uni<Stream> stream(URI url, @Nullable AccessToken token) {
        Channel channel = new Channel(url);
        Map<String, String> headers = headers(null, token);
        headers.put("accept", "text/event-stream");
        OutboundHttp.Call call = OutboundHttp.Call.get(url, headers, server.addresses(), server.timeout(), MAX_BYTES);
        return http.open(call, SILENCE, channel::read, channel::ended)
                .onFailure()
                .transform(McpTransport::reason)
                .map(opened -> {
                    channel.opened(opened.close());
                    if (opened.answer().status() != 200) {
                        channel.close();
                    }
                    return new Stream(opened.answer(), channel);
                });
    }

    /** The server's answer to the request for a stream, and the stream if it has opened. */
    private record Stream(OutboundHttp.Answer head, Channel channel) {}

    /** A request whose response is still to come. */
    private static final class Waiting {

        private final CompletableFuture<McpReply> reply = new CompletableFuture<>();

        /** Whether the server has accepted it. Until then it may still be refused, even if the stream has ended. */
        private volatile boolean taken;
    }

    /** One stream, from its opening to its end. */
    private final class Channel {

        private final URI opened;
        private final SseParser events = new SseParser(MAX_BYTES, this::event);
        private final CompletableFuture<URI> endpoint = new CompletableFuture<>();
        private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
        private final AtomicInteger requested = new AtomicInteger();
        private volatile String name = "";
        private volatile boolean ended;
        private volatile McpFailure failure = new McpFailure("the server ended its stream before it answered");
        private @Nullable Runnable connection;

        Channel(URI opened) {
            this.opened = opened;
        }

        /** The address for messages; fails when the server does not name it in time. */
        Uni<URI> endpoint() {
            return uni(endpoint)
                    .ifNoItem()
                    .after(server.timeout())
                    .failWith(() -> new McpFailure("the server does not say where it takes messages"))
                    .onFailure()
                    .invoke(this::close);
        }

        Waiting await(long id) {
            Waiting begun = new Waiting();
            waiting.put(id, begun);
            requested.set(0);
            return begun;
        }

        void posted(Waiting request, McpReply posted) {
            if (posted.message() != null || posted.status() / 100 != 2) {
                request.reply.complete(posted);
            } else {
                request.taken = true;
                if (ended) {
                    ended();
                }
            }
        }

        void opened(Runnable close) {
            synchronized (this) {
                connection = close;
            }
            if (ended) {
                close.run();
            }
        }

        void close() {
            Runnable close;
            synchronized (this) {
                close = connection;
            }
            if (close != null) {
                close.run();
            }
            ended();
        }

        void ended() {
            ended = true;
            endpoint.completeExceptionally(failure);
            waiting.values().stream()
                    .filter(request -> request.taken)
                    .forEach(request -> request.reply.completeExceptionally(failure));
        }

        private void fail(McpFailure reason) {
            failure = reason;
            close();
        }

        void read(Buffer piece) {
            if (ended) {
                return;
            }
            byte[] bytes = piece.getBytes();
            try {
                events.feed(bytes, 0, bytes.length);
            } catch (OversizedEvent tooLarge) {
                fail(tooLarge());
            }
        }

        private boolean event(byte[] bytes, int from, int length) {
            if (events.named("endpoint")) {
                endpoint(new String(bytes, from, length, StandardCharsets.UTF_8).strip());
                return !ended;
            }
            Iterable<JsonNode> messages = McpMessages.read(bytes, from, length);
            if (messages != null) {
                messages.forEach(this::message);
            }
            return !ended;
        }

        /** Keys and the texts of agents go only to the origin that the operator has registered. */
        private void endpoint(String named) {
            if (endpoint.isDone()) {
                return;
            }
            try {
                URI target = seenFromHere(opened.resolve(named));
                if (!named.isEmpty() && Origin.of(opened).equals(Origin.of(target))) {
                    name = target.toString();
                    endpoint.complete(target);
                    return;
                }
                fail(new McpFailure(
                        Why.REDIRECT, "the server takes messages at another origin (scheme, host or port)"));
            } catch (IllegalArgumentException broken) {
                fail(new McpFailure("the server takes messages at what is not a URL"));
            }
        }

        /** A server behind a proxy may name itself with another scheme or port, or with the name of its machine. */
        private URI seenFromHere(URI target) {
            String host = Origin.of(target).host();
            boolean itself = host.equals(Origin.of(opened).host()) || ITSELF.contains(host);
            return itself && target.getRawPath() != null
                    ? opened.resolve(
                            target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery()))
                    : target;
        }

        private void message(JsonNode message) {
            if (message.has("method")) {
                if (message.hasNonNull("id") && requested.getAndIncrement() < MOST_REQUESTS) {
                    respond(message, null);
                }
                return;
            }
            if (message.has("result") || message.hasNonNull("error")) {
                Waiting request = waitingFor(message);
                if (request != null) {
                    request.reply.complete(new McpReply(200, message, Challenge.NONE));
                }
            }
        }

        /**
         * The request that a response without an id belongs to: the only waiting one. Servers send such errors when they could
         * not read the request.
         */
        private @Nullable Waiting waitingFor(JsonNode response) {
            return response.hasNonNull("id") || waiting.size() != 1
                    ? waiting.get(response.path("id").asLong(-1))
                    : waiting.values().iterator().next();
        }
    }
}
