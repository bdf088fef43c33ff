package de.lopezitwelt.chat.transfer.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BodyFileTest {
    private static final int LIMIT = 3_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final CompletableFuture<Path> written = new CompletableFuture<>();
    private HttpServer server = vertx.createHttpServer();
    private long filesBefore;

    @BeforeEach
    void start() throws IOException {
        filesBefore = files();
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    // as when the resource has something to look up first
                    request.pause();
                    vertx.setTimer(
                            20,
                            later -> BodyFile.of(vertx, request, LIMIT)
                                    .subscribe()
                                    .with(
                                            path -> {
                                                written.complete(path);
                                                request.response().end();
                                            },
                                            failure -> {
                                                written.completeExceptionally(failure);
                                                request.response()
                                                        .setStatusCode(413)
                                                        .end();
                                            }));
                })
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static long files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(file -> file.getFileName().toString().matches("import.*\\.body"))
                    .count();
        }
    }

    private HttpClientRequest request() {
        return client.request(HttpMethod.POST, server.actualPort(), "localhost", "/")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Test
    void bodyIsInAFileThatItsOwnerAloneReads() throws IOException {
        byte[] body = new byte[LIMIT];
        body[LIMIT - 1] = 7;

        request().send(Buffer.buffer(body));

        Path file = written.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(Files.readAllBytes(file)).isEqualTo(body);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        Files.delete(file);
    }

    @Test
    void bodyBeyondTheLimitLeavesNoFile() {
        HttpClientRequest request = request().setChunked(true);
        request.send(Buffer.buffer(new byte[LIMIT + 1]));

        await().atMost(Duration.ofSeconds(10)).until(written::isCompletedExceptionally);
        assertThat(written.handle((path, failure) -> failure).join())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(CommonProblem.PAYLOAD_TOO_LARGE));
        await().atMost(Duration.ofSeconds(10)).until(() -> files() == filesBefore);
    }

    @Test
    void clientThatHangsUpLeavesNoFile() {
        HttpClientRequest request = request().setChunked(true);
        request.write(Buffer.buffer(new byte[100_000]));
        await().atMost(Duration.ofSeconds(10)).until(() -> files() == filesBefore + 1);

        request.reset();

        await().atMost(Duration.ofSeconds(10)).until(written::isCompletedExceptionally);
        await().atMost(Duration.ofSeconds(10)).until(() -> files() == filesBefore);
    }
}
