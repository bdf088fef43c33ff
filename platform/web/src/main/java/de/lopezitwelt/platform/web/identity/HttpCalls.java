package de.lopezitwelt.platform.web.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Small JSON-sized calls between services: pooled, timed out, no redirects, answers of at most 1 MiB. */
@Singleton
class HttpCalls {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration TOTAL = Duration.ofSeconds(3);
    private static final int MAX_ANSWER = 1 << 20;

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration total;

    @Inject
    HttpCalls(Vertx vertx) {
        this(vertx, TOTAL);
    }

    HttpCalls(Vertx vertx, Duration total) {
        this.vertx = vertx;
        this.total = total;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) CONNECT.toMillis())
                        .setKeepAliveTimeout(30)
                        .setMaxChunkSize(65_536),
                new PoolOptions().setHttp1MaxSize(32).setMaxWaitQueueSize(1024));
    }

    record Answer(int status, byte[] body) {}

    Uni<Answer> get(String url, Map<String, String> headers) {
        return send(HttpMethod.GET, url, headers, null);
    }

    Uni<Answer> post(String url, Map<String, String> headers, String contentType, byte[] body) {
        var all = new java.util.HashMap<>(headers);
        all.put("Content-Type", contentType);
        return send(HttpMethod.POST, url, all, Buffer.buffer(body));
    }

    private Uni<Answer> send(HttpMethod method, String url, Map<String, String> headers, @Nullable Buffer body) {
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url)
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT.toMillis())
                .setIdleTimeout(total.toMillis());
        headers.forEach(options::putHeader);
        return Uni.createFrom()
                .completionStage(() -> onContext(() -> client.request(options)
                                .compose(request -> body == null ? request.send() : request.send(body))
                                .compose(response ->
                                        response.body().map(buffer -> answerOf(response.statusCode(), buffer))))
                        .toCompletionStage())
                .ifNoItem()
                .after(total)
                .fail();
    }

    /** Off a context an answer may have passed before anybody listens to it: the call would never end. */
    private <T> Future<T> onContext(Supplier<Future<T>> call) {
        if (Context.isOnEventLoopThread()) {
            return call.get();
        }
        Promise<T> answer = Promise.promise();
        vertx.getOrCreateContext().runOnContext(ready -> call.get().onComplete(answer));
        return answer.future();
    }

    private static Answer answerOf(int status, Buffer body) {
        if (body.length() > MAX_ANSWER) {
            throw new IllegalStateException("the answer is too long");
        }
        return new Answer(status, body.getBytes());
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
