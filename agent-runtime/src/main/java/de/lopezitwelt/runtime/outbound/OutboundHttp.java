package de.lopezitwelt.runtime.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Short calls to addresses that the operator allowed. The URL is checked, its host resolved, every address checked, and
 * a checked one connected to; redirects are not followed, but handed to the caller.
 */
public final class OutboundHttp implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int CONNECTIONS_PER_HOST = 32;
    private static final Predicate<Buffer> AT_ITS_END = body -> false;

    private final Vertx vertx;
    private final HttpClient client;

    public OutboundHttp(Vertx vertx) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setKeepAliveTimeout(30)
                        .setMaxRedirects(0)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST));
    }

    /**
     * One call.
     *
     * @param body null for none
     * @param timeout for all of it
     * @param maxBytes of the answer's body; a longer one fails the call
     * @param enough tells that the body is complete although the server keeps the connection open
     */
    public record Call(
            HttpMethod method,
            URI url,
            Map<String, String> headers,
            @Nullable Buffer body,
            OutboundAddressPolicy addresses,
            Duration timeout,
            int maxBytes,
            Predicate<Buffer> enough) {

        public static Call get(
                URI url, Map<String, String> headers, OutboundAddressPolicy addresses, Duration timeout, int maxBytes) {
            return new Call(HttpMethod.GET, url, headers, null, addresses, timeout, maxBytes, AT_ITS_END);
        }
    }

    /** @param headers by lower-case names */
    public record Answer(int status, Map<String, String> headers, Buffer body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /**
     * An answer that goes on.
     *
     * @param answer its head, without a body
     * @param close ends the connection
     */
    public record Opened(Answer answer, Runnable close) {}

    /** Fails with {@link OutboundRefused} for an address that must not be called, and with whatever else goes wrong. */
    public Uni<Answer> send(Call call) {
        return exchange(call, (request, response) -> read(call, request, response));
    }

    /**
     * Begins a call whose answer comes piece by piece, for as long as both sides want. Fails like {@link #send}; the
     * call's timeout is for the head of the answer, and its limit of bytes is the reader's to hold.
     *
     * @param silence after once to twice as long without a piece the connection ends
     * @param piece takes the body as it comes, one piece after the other
     * @param end is told when the connection has ended, once
     */
    public Uni<Opened> open(Call call, Duration silence, Consumer<Buffer> piece, Runnable end) {
        return exchange(call, (request, response) -> {
            AtomicLong heard = new AtomicLong(System.nanoTime());
            long watch = vertx.setPeriodic(silence.toMillis(), tick -> {
                if (System.nanoTime() - heard.get() >= silence.toNanos()) {
                    request.reset();
                }
            });
            AtomicBoolean over = new AtomicBoolean();
            Runnable ended = () -> {
                if (over.compareAndSet(false, true)) {
                    vertx.cancelTimer(watch);
                    end.run();
                }
            };
            response.exceptionHandler(failure -> ended.run());
            response.endHandler(done -> ended.run());
            response.handler(more -> {
                heard.set(System.nanoTime());
                piece.accept(more);
            });
            return Future.succeededFuture(new Opened(answer(response, Buffer.buffer()), request::reset));
        });
    }

    private <T> Uni<T> exchange(Call call, BiFunction<HttpClientRequest, HttpClientResponse, Future<T>> reader) {
        return Uni.createFrom()
                .deferred(() -> {
                    Sent sent = new Sent();
                    return Uni.createFrom()
                            .<T>emitter(emitter ->
                                    // Off a context an answer may have passed before anybody listens to it.
                                    vertx.getOrCreateContext()
                                            .runOnContext(ready -> exchange(call, sent, reader)
                                                    .onSuccess(emitter::complete)
                                                    .onFailure(emitter::fail)))
                            .onCancellation()
                            .invoke(sent::giveUp);
                })
                .ifNoItem()
                .after(call.timeout())
                .fail();
    }

    private <T> Future<T> exchange(
            Call call, Sent sent, BiFunction<HttpClientRequest, HttpClientResponse, Future<T>> reader) {
        try {
            call.addresses().checkUrl(call.url());
        } catch (OutboundRefused refused) {
            return Future.failedFuture(refused);
        }
        URI url = call.url();
        Origin origin = Origin.of(url);
        return new AddressResolver(vertx, url.getHost(), origin.port(), call.addresses())
                .resolve(0)
                .compose(address -> client.request(options(call, address, origin)))
                .compose(request -> {
                    sent.begun(request);
                    Future<HttpClientResponse> response =
                            call.body() == null ? request.send() : request.send(call.body());
                    return response.compose(answer -> reader.apply(request, answer));
                });
    }

    /** The request of one call. It ends when nobody waits for its answer any more. */
    private static final class Sent {

        private @Nullable HttpClientRequest request;
        private boolean givenUp;

        synchronized void begun(HttpClientRequest begun) {
            request = begun;
            if (givenUp) {
                begun.reset();
            }
        }

        synchronized void giveUp() {
            givenUp = true;
            if (request != null) {
                request.reset();
            }
        }
    }

    private static RequestOptions options(Call call, SocketAddress address, Origin origin) {
        URI url = call.url();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setServer(address)
                .setHost(url.getHost())
                .setPort(origin.port())
                .setSsl(origin.tls())
                .setFollowRedirects(false)
                .setIdleTimeout(call.timeout().toMillis())
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
        options.putHeader("user-agent", "lopez-it-welt");
        call.headers().forEach(options::putHeader);
        return options;
    }

    private static Future<Answer> read(Call call, HttpClientRequest request, HttpClientResponse response) {
        return Future.future(promise -> {
            Buffer body = Buffer.buffer();
            response.exceptionHandler(promise::tryFail);
            response.endHandler(end -> promise.tryComplete(answer(response, body)));
            response.handler(chunk -> {
                if (body.length() + chunk.length() > call.maxBytes()) {
                    promise.tryFail(new AnswerTooLarge());
                    request.reset();
                    return;
                }
                body.appendBuffer(chunk);
                if (call.enough().test(body) && promise.tryComplete(answer(response, body))) {
                    request.reset();
                }
            });
        });
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        Map<String, String> headers = new java.util.HashMap<>();
        response.headers()
                .forEach((name, value) -> headers.merge(
                        name.toLowerCase(java.util.Locale.ROOT), value, (first, more) -> first + ", " + more));
        return new Answer(response.statusCode(), headers, body);
    }

    @Override
    public void close() {
        client.close();
    }
}
