package de.lopezitwelt.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.catalog.CatalogSource;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FallbackTest {

    @TempDir
    Path directory;

    private Vertx vertx;
    private HttpServer upstream;
    private String body = "";
    private int status = 200;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        upstream = vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(status)
                        .putHeader("content-type", "text/event-stream")
                        .end(body))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private List<ReplyEvent> reply() throws IOException {
        Path file = Files.writeString(directory.resolve("models.yaml"), """
            providers:
              shaky:
                base_url: http://127.0.0.1:%d/v1
                allow_http: true
                allow_private_addresses: true
                max_attempts: 1
            models:
              - {name: main, provider: shaky, context_window: 4096, max_output_tokens: 100, fallback: lopez-offline}
            offline_model: true
            """.formatted(upstream.actualPort()));
        ModelCatalog catalog = ModelCatalog.load(CatalogSource.file(file, name -> null));
        try (AgentRuntime runtime = new AgentRuntime(vertx, Clock.systemUTC(), catalog)) {
            return runtime.reply(ReplyRequest.of(
                            AgentSpec.of(AgentType.CHATBOT, "main"), Conversation.of(PromptMessage.user("Hello"))))
                    .collect()
                    .asList()
                    .await()
                    .indefinitely();
        }
    }

    @Test
    void theFallbackAnswersWhenTheProviderIsAwayAndSaysSo() throws IOException {
        status = 503;

        Completed end = (Completed) reply().getLast();

        assertThat(end.model()).isEqualTo("lopez-offline");
        assertThat(end.offline()).isTrue();
    }

    @Test
    void onceSomethingWasSaidNobodyStartsOver() {
        body = "data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n";

        assertThatThrownBy(this::reply)
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.started()).isTrue());
    }

    @Test
    void aRefusedRequestIsNotTriedElsewhere() {
        status = 400;

        assertThatThrownBy(this::reply)
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.REFUSED));
    }
}
