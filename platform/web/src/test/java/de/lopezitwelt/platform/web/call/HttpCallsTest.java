package de.lopezitwelt.platform.web.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpCallsTest {
    /** Longer than a busy machine needs; nothing here waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void noAnswerIsMissedByThreadsOffTheEventLoop() {
        String url = serve(request -> request.response().end(request.method() + " {}"));
        var calls = new HttpCalls(vertx, PATIENCE, PATIENCE);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> answers = IntStream.range(0, 1_000)
                    .mapToObj(call -> CompletableFuture.supplyAsync(
                            () -> new String(calls.get(url, Map.of())
                                    .await()
                                    .atMost(PATIENCE)
                                    .body()),
                            threads))
                    .toList();

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer).succeedsWithin(PATIENCE).isEqualTo("GET {}"));
        }
    }

    @Test
    void bodyAndHeadersArriveAndARedirectIsAnAnswer() {
        String url = serve(request -> request.body()
                .onSuccess(body -> request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/elsewhere")
                        .end(request.getHeader("Content-Type") + " " + request.getHeader("X-Mark") + " " + body)));

        var answer = new HttpCalls(vertx, PATIENCE, PATIENCE)
                .post(url, Map.of("X-Mark", "7"), "text/plain", "hello".getBytes())
                .await()
                .atMost(PATIENCE);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.body()).asString().isEqualTo("text/plain 7 hello");
    }

    @Test
    void answerWithoutEndIsCutOff() {
        var hungUp = new AtomicBoolean();
        String url = serve(request -> {
            request.connection().closeHandler(closed -> hungUp.set(true));
            request.response().setChunked(true);
            endless(request);
        });

        assertThatThrownBy(() -> new HttpCalls(vertx, PATIENCE, PATIENCE)
                        .get(url, Map.of())
                        .await()
                        .atMost(PATIENCE))
                .hasMessageContaining("too long");

        await().atMost(PATIENCE).untilTrue(hungUp);
    }

    @Test
    void silentServerFailsTheCall() {
        String url = serve(request -> {});

        assertThatThrownBy(() -> new HttpCalls(vertx, PATIENCE, Duration.ofMillis(300))
                        .get(url, Map.of())
                        .await()
                        .atMost(PATIENCE))
                .isNotInstanceOf(AssertionError.class);
    }

    private static void endless(HttpServerRequest request) {
        request.response().write(Buffer.buffer(new byte[65_536])).onSuccess(written -> endless(request));
    }

    private String serve(Handler<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(handler)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return "http://localhost:" + server.actualPort() + "/";
    }
}
