package de.lopezitwelt.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.catalog.CatalogSource;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.provider.support.FakeUpstream;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Agents of one type on a model behind OpenAI's protocol, whose answers a test lines up. */
public abstract class TypeTestBase {

    protected static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    protected Path directory;

    protected Vertx vertx;
    protected FakeUpstream upstream;
    protected AgentRuntime runtime;
    /** What replies that failed have used. */
    protected final ReplyMeter meter = new ReplyMeter(1_000);

    private final Deque<FakeUpstream.Script> answers = new ArrayDeque<>();

    @BeforeEach
    protected void startUpstream() {
        vertx = Vertx.vertx();
        upstream = new FakeUpstream(vertx, exchange -> next().handle(exchange));
        runtime = runtime(catalog(""));
    }

    @AfterEach
    protected void stopUpstream() {
        runtime.close();
        upstream.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private synchronized FakeUpstream.Script next() {
        return answers.isEmpty() ? FakeUpstream.says("unexpected") : answers.poll();
    }

    /** What the model says next, one text a call. */
    protected synchronized void willSay(String... texts) {
        for (String text : texts) {
            answers.add(FakeUpstream.says(text));
        }
    }

    protected synchronized void willDo(FakeUpstream.Script script) {
        answers.add(script);
    }

    /** The model calls a tool. */
    protected void willCall(String tool, String arguments) {
        JsonObject call = new JsonObject()
                .put("index", 0)
                .put("id", "call_1")
                .put("type", "function")
                .put("function", new JsonObject().put("name", tool).put("arguments", arguments));
        JsonObject choice = new JsonObject()
                .put("index", 0)
                .put("delta", new JsonObject().put("tool_calls", new JsonArray().add(call)));
        willDo(exchange -> exchange.sse()
                .end("data: "
                        + new JsonObject()
                                .put("choices", new JsonArray().add(choice))
                                .encode() + "\n\n" + FakeUpstream.finish("tool_calls") + FakeUpstream.usage(20, 5)
                        + "data: [DONE]\n\n"));
    }

    protected static FakeUpstream.Script status(int status) {
        return exchange -> exchange.request().response().setStatusCode(status).end("{\"error\":{\"message\":\"no\"}}");
    }

    /** A catalog whose model has 2,000 tokens of context; more sections may follow. */
    protected String catalog(String more) {
        return """
            providers:
              fake:
                base_url: http://localhost:%d/v1
                allow_http: true
                allow_private_addresses: true
                max_attempts: 1
                timeouts: {connect: 5s, first_token: 20s, idle: 20s, total: 50s}
            models:
              - name: m
                provider: fake
                context_window: 2000
                max_output_tokens: 200
                capabilities: [tools]
            offline_model: true
            """.formatted(upstream.port()) + more;
    }

    protected AgentRuntime runtime(String catalog) {
        try {
            Path file = Files.writeString(directory.resolve("models.yaml"), catalog);
            ModelCatalog loaded = ModelCatalog.load(CatalogSource.file(file, name -> "key-of-" + name));
            return new AgentRuntime(vertx, Clock.systemUTC(), loaded);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    protected static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    protected static AgentSpec agent(AgentType type, String config) {
        return AgentSpec.of(type, "m", json(config));
    }

    protected List<ReplyEvent> events(AgentSpec agent, String question) {
        return events(ReplyRequest.of(agent, Conversation.of(PromptMessage.user(question))));
    }

    protected List<ReplyEvent> events(ReplyRequest request) {
        return runtime.reply(request).collect().asList().await().atMost(PATIENCE);
    }

    protected ModelFailure failure(AgentSpec agent, String question) {
        AssertSubscriber<ReplyEvent> subscriber = runtime.reply(
                        ReplyRequest.of(agent, Conversation.of(PromptMessage.user(question))))
                .onItem()
                .invoke(meter::count)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        return (ModelFailure) subscriber.awaitFailure(PATIENCE).getFailure();
    }

    protected static String text(List<ReplyEvent> events) {
        return events.stream()
                .filter(TextDelta.class::isInstance)
                .map(event -> ((TextDelta) event).text())
                .collect(Collectors.joining());
    }

    protected static Completed end(List<ReplyEvent> events) {
        return (Completed) events.getLast();
    }

    /** The messages of a call that the model got. */
    protected JsonArray messages(int call) {
        return upstream.exchanges.get(call).body().getJsonArray("messages");
    }
}
