package de.lopezitwelt.runtime.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
