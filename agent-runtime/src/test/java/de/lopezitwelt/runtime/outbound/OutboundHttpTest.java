package de.lopezitwelt.runtime.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboundHttpTest {
    /** Longer than a busy machine needs; nothing here waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final OutboundHttp http = new OutboundHttp(vertx);

    @AfterEach
    void stop() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void noAnswerIsMissedByThreadsOffTheEventLoop() {
        URI url = serve("hello");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> answers = IntStream.range(0, 1_000)
                    .mapToObj(call -> CompletableFuture.supplyAsync(() -> body(url, 10), threads))
                    .toList();

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer).succeedsWithin(PATIENCE).isEqualTo("hello"));
        }
    }

    @Test
    void answerOverTheLimitFails() {
        URI url = serve("0123456789");

        assertThat(body(url, 10)).isEqualTo("0123456789");
        assertThatThrownBy(() -> body(url, 9)).isInstanceOf(AnswerTooLarge.class);
    }

    @Test
    void answerThatNobodyWaitsForAnyMoreIsEnded() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        URI url = serveHead(closed);

        assertThatThrownBy(() -> http.send(OutboundHttp.Call.get(
                                url, Map.of(), new OutboundAddressPolicy(true, true), Duration.ofMillis(300), 10))
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(TimeoutException.class);

        assertThat(closed).succeedsWithin(PATIENCE);
    }

    @Test
    void streamEndsWhenItIsSilent() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        List<String> pieces = new CopyOnWriteArrayList<>();
        URI url = serveHead(closed);
        long begun = System.nanoTime();

        http.open(
                        OutboundHttp.Call.get(
                                url, Map.of(), new OutboundAddressPolicy(true, true), Duration.ofSeconds(20), 10),
                        Duration.ofMillis(600),
                        piece -> pieces.add(piece.toString()),
                        () -> ended.complete(null))
                .await()
                .atMost(PATIENCE);

        assertThat(ended).succeedsWithin(PATIENCE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
        assertThat(closed).succeedsWithin(PATIENCE);
        assertThat(pieces).containsExactly("first");
    }

    /** A server that answers a head and one piece, and then nothing. */
    private URI serveHead(CompletableFuture<Void> closed) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> {
                    request.connection().closeHandler(gone -> closed.complete(null));
                    request.response().setChunked(true).write("first");
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }

    private String body(URI url, int maxBytes) {
        return http.send(
                        OutboundHttp.Call.get(url, Map.of(), new OutboundAddressPolicy(true, true), PATIENCE, maxBytes))
                .await()
                .atMost(PATIENCE)
                .body()
                .toString();
    }

    private URI serve(String body) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(Buffer.buffer(body)))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return URI.create("http://localhost:" + server.actualPort() + "/");
    }
}
