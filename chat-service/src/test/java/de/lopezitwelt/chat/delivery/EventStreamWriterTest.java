package de.lopezitwelt.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamWriterTest {
    private static final int SECONDS = 10;
    private static final Duration IDLE = Duration.ofMillis(300);
    private static final Duration SILENCE = Duration.ofMillis(100);

    private final Vertx vertx = Vertx.vertx();
    private Map<String, String> headers = Map.of();
    private Duration longest = Duration.ofHours(1);
    private @Nullable Function<Throwable, String> lastWords;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private final CompletableFuture<Void> disconnected = new CompletableFuture<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void clientThatDoesNotReadIsDisconnectedWithoutHavingTakenTheRest() throws Exception {
        Multi<String> endless = Multi.createBy()
                .repeating()
                .supplier(() -> "data: on and on\n\n".repeat(1_000))
                .indefinitely();

        try (Socket client = connect(endless)) {
            disconnected.get(SECONDS, TimeUnit.SECONDS);
            assertThat(client.isConnected()).isTrue();
        }
        cancelled.get(SECONDS, TimeUnit.SECONDS);
        ended.get(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void whoHasNotBeenSentAnythingIsToldWhyItStops() throws Exception {
        try (Socket client = connect(Multi.createFrom().nothing())) {
            cancelled.get(SECONDS, TimeUnit.SECONDS);
            assertThatThrownBy(() -> ended.get(SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ProblemException.class);
            assertThat(client.isConnected()).isTrue();
            assertThat(disconnected).isNotDone();
        }
    }

    @Test
    void downloadThatHasLostItsRestIsNoWholeOne() throws Exception {
        headers = Map.of("content-length", "10");

        try (Socket client = connect(Multi.createFrom().item("1234567"))) {
            disconnected.get(SECONDS, TimeUnit.SECONDS);
            ended.get(SECONDS, TimeUnit.SECONDS);
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void clientThatHasReadEverythingIsLetGoToo() throws Exception {
        longest = IDLE;
        Multi<String> oneWord = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item("data: word\n\n"),
                        Multi.createFrom().<String>nothing());

        try (Socket client = connect(oneWord)) {
            client.getInputStream().readNBytes(12);
            disconnected.get(SECONDS, TimeUnit.SECONDS);
            ended.get(SECONDS, TimeUnit.SECONDS);
            cancelled.get(SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void clientOfASilentStreamIsShownThatItIsAlive() throws Exception {
        Multi<String> oneWord = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item("data: word\n\n"),
                        Multi.createFrom().<String>nothing());

        try (Socket client = connect(oneWord)) {
            client.setSoTimeout((int) Duration.ofSeconds(SECONDS).toMillis());
            StringBuilder heard = new StringBuilder();
            byte[] buffer = new byte[1024];
            while (heard.toString().split(": still here\n\n", -1).length < 3) {
                int read = client.getInputStream().read(buffer);
                assertThat(read).as(heard.toString()).isPositive();
                heard.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void failureAfterTheBeginningIsToldAndThenTheStreamBreaksOff() throws Exception {
        lastWords = failure -> "data: " + failure.getMessage() + "\n\n";
        Multi<String> broken = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item("data: word\n\n"),
                        Multi.createFrom().<String>failure(new IllegalStateException("no more")));

        try (Socket client = connect(broken)) {
            client.setSoTimeout((int) Duration.ofSeconds(SECONDS).toMillis());
            String heard = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(heard)
                    .contains("data: word\n\n")
                    .contains("data: no more\n\n")
                    .doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void clientIsShownThatItsStreamIsAliveBeforeTheFirstWordWhenAFailureCanStillBeTold() throws Exception {
        lastWords = failure -> "data: over\n\n";

        try (Socket client = connect(Multi.createFrom().nothing())) {
            client.setSoTimeout((int) Duration.ofSeconds(SECONDS).toMillis());
            byte[] buffer = new byte[1024];
            StringBuilder heard = new StringBuilder();
            while (!heard.toString().contains(": still here\n\n")) {
                int read = client.getInputStream().read(buffer);
                assertThat(read).as(heard.toString()).isPositive();
                heard.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
            }

            assertThat(heard).startsWith("HTTP/1.1 200 OK").doesNotContain("data:");
        }
    }

    /** A client of a server that stops when the client has been idle, or has had nothing, for long enough. */
    private Socket connect(Multi<String> events) throws Exception {
        int port = vertx.createHttpServer()
                .connectionHandler(connection -> connection.closeHandler(gone -> disconnected.complete(null)))
                .requestHandler(request -> answer(request, events))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(SECONDS, TimeUnit.SECONDS)
                .actualPort();
        Socket client = new Socket("127.0.0.1", port);
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private void answer(HttpServerRequest request, Multi<String> events) {
        Uni.createFrom()
                .<Void>emitter(emitter -> {
                    EventStreamWriter<String> writer =
                            new EventStreamWriter<>(request, headers, HttpServerResponse::write, lastWords, emitter);
                    vertx.setPeriodic(50, timer -> {
                        boolean nothingSent = !request.response().headWritten();
                        if (writer.isOverdue(IDLE, nothingSent ? IDLE : longest)) {
                            vertx.cancelTimer(timer);
                            writer.stop(CommonProblem.UNAUTHENTICATED);
                        } else {
                            writer.commentAfter(SILENCE);
                        }
                    });
                    events.onCancellation()
                            .invoke(() -> cancelled.complete(null))
                            .subscribe()
                            .withSubscriber(writer);
                })
                .subscribe()
                .with(done -> ended.complete(null), ended::completeExceptionally);
    }
}
