package de.lopezitwelt.runtime.provider.support;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.openai.OpenAiProtocol;
import de.lopezitwelt.runtime.provider.ModelProvider;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests against the fake upstream share. */
public abstract class ModelCallTestBase {

    protected static final Duration PATIENCE = Duration.ofSeconds(10);

    protected Vertx vertx;

    @BeforeEach
    protected void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    protected void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    protected ModelProvider provider(ProviderDefinition definition) {
        return new ModelProvider(vertx, Clock.systemUTC(), definition, new OpenAiProtocol());
    }

    protected Multi<ReplyEvent> call(FakeUpstream upstream) {
        return call(provider(upstream.provider()));
    }

    protected Multi<ReplyEvent> call(ModelProvider provider) {
        return call(provider, request(true));
    }

    protected Multi<ReplyEvent> call(ModelProvider provider, ModelRequest request) {
        return provider.model(FakeUpstream.model()).stream(request);
    }

    public static ModelRequest request(boolean streaming) {
        return new ModelRequest(
                AgentSpec.of(AgentType.CHATBOT, "model"),
                List.of(PromptMessage.system("Be brief."), PromptMessage.user("Hello")),
                10,
                100,
                Sampling.DEFAULT,
                new ResponseFormat.Text(),
                List.of(),
                ToolChoice.AUTO,
                streaming,
                null);
    }

    protected static List<ReplyEvent> events(Multi<ReplyEvent> reply) {
        return reply.collect().asList().await().atMost(PATIENCE);
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

    protected static ModelFailure failure(Multi<ReplyEvent> reply) {
        AssertSubscriber<ReplyEvent> subscriber =
                reply.subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        return (ModelFailure) subscriber.awaitFailure(PATIENCE).getFailure();
    }
}
