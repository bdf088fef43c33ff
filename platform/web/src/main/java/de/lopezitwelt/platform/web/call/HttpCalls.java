package de.lopezitwelt.platform.web.call;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Small JSON-sized calls to addresses of the configuration: pooled, timed out, no redirects, answers of at most 1 MiB. The
 * bean is for calls between services. Code that calls other hosts makes an instance with its own times, and closes it.
 */
@Singleton
public class HttpCalls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration TOTAL = Duration.ofSeconds(3);
    private static final int MAX_ANSWER = 1 << 20;

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration connect;
    private final Duration total;

    @Inject
    HttpCalls(Vertx vertx) {
        this(vertx, CONNECT, TOTAL);
    }

    /** @param total for all of a call, connecting included */
    public HttpCalls(Vertx vertx, Duration connect, Duration total) {
        this.vertx = vertx;
        this.connect = connect;
        this.total = total;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) connect.toMillis())
                        .setKeepAliveTimeout(30)
                        .setMaxChunkSize(65_536),
                new PoolOptions().setHttp1MaxSize(32).setMaxWaitQueueSize(1024));
    }

    public record Answer(int status, byte[] body) {}

    public Uni<Answer> get(String url, Map<String, String> headers) {
        return send(HttpMethod.GET, url, headers, null);
    }

    public Uni<Answer> post(String url, Map<String, String> headers, String contentType, byte[] body) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", contentType);
        return send(HttpMethod.POST, url, all, Buffer.buffer(body));
    }

    private Uni<Answer> send(HttpMethod method, String url, Map<String, String> headers, @Nullable Buffer body) {
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url)
                .setFollowRedirects(false)
                .setConnectTimeout(connect.toMillis())
                .setIdleTimeout(total.toMillis());
        headers.forEach(options::putHeader);
        return Uni.createFrom()
                .completionStage(() -> onContext(() -> client.request(options)
                                .compose(request -> (body == null ? request.send() : request.send(body))
                                        .compose(response -> read(request, response))))
                        .toCompletionStage())
                .ifNoItem()
                .after(total)
                .fail();
    }

    /** Without a context the answer may arrive before a listener is set: the call would never end. */
    private <T> Future<T> onContext(Supplier<Future<T>> call) {
        if (Context.isOnEventLoopThread()) {
            return call.get();
        }
        Promise<T> answer = Promise.promise();
        vertx.getOrCreateContext().runOnContext(ready -> call.get().onComplete(answer));
        return answer.future();
    }

    /** Stops at the limit: an answer without end must not fill the heap. */
    private static Future<Answer> read(HttpClientRequest request, HttpClientResponse response) {
        return Future.future(promise -> {
            Buffer body = Buffer.buffer();
            response.exceptionHandler(promise::tryFail);
            response.endHandler(end -> promise.tryComplete(new Answer(response.statusCode(), body.getBytes())));
            response.handler(chunk -> {
                if (body.length() + chunk.length() > MAX_ANSWER) {
                    promise.tryFail(new IllegalStateException("the answer is too long"));
                    request.reset();
                } else {
                    body.appendBuffer(chunk);
                }
            });
        });
    }

    @Override
    @PreDestroy
    public void close() {
        client.close();
    }
}
