package de.lopezitwelt.runtime.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.runtime.catalog.Capability;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelAnswered;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.provider.support.FakeUpstream;
import de.lopezitwelt.runtime.provider.support.ModelCallTestBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingCallsTest extends ModelCallTestBase {

    private static ModelDefinition model(String provider) {
        return new ModelDefinition(
                "embed", provider, "embed-3", 100, 0, Price.free("EUR"), Set.of(Capability.EMBEDDINGS), null);
    }

    private static EmbeddingRequest texts(int count, @Nullable Integer dimensions) {
        return new EmbeddingRequest(Collections.nCopies(count, new EmbeddingInput.Text("Hello")), dimensions, null);
    }

    private EmbeddingCalls calls(FakeUpstream upstream, EmbeddingRequest request) {
        return EmbeddingCalls.upstream(provider(upstream.provider()), model("fake"), request);
    }

    /** Answers each input with a vector of its place and the number of the call, in the opposite order. */
    private static FakeUpstream.Script vectors() {
        return exchange -> {
            int count = exchange.body().getJsonArray("input").size();
            JsonArray data = new JsonArray();
            for (int i = count - 1; i >= 0; i--) {
                data.add(new JsonObject()
                        .put("object", "embedding")
                        .put("index", i)
                        .put("embedding", List.of(i, exchange.number(), 0.5)));
            }
            answer(
                    exchange,
                    new JsonObject()
                            .put("object", "list")
                            .put("data", data)
                            .put(
                                    "usage",
                                    new JsonObject().put("prompt_tokens", 7).put("total_tokens", 7)));
        };
    }

    private static void answer(FakeUpstream.Exchange exchange, JsonObject body) {
        exchange.request()
                .response()
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }

    private static Usage used(List<ReplyEvent> events) {
        return ((Completed) events.getLast()).usage();
    }

    @Test
    void asksInOpenAisProtocolAndPutsVectorsInTheOrderOfTheInputs() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, vectors())) {
            EmbeddingCalls calls = calls(
                    upstream,
                    new EmbeddingRequest(
                            List.of(new EmbeddingInput.Text("Hi"), new EmbeddingInput.Tokens(List.of(3, 4))), 3, null));
            List<ReplyEvent> events = events(calls.events());

            FakeUpstream.Exchange exchange = upstream.exchanges.getFirst();
            assertThat(exchange.request().path()).isEqualTo("/v1/embeddings");
            assertThat(exchange.request().getHeader("authorization")).isEqualTo("Bearer sk-secret");
            assertThat(exchange.body())
                    .isEqualTo(new JsonObject("{\"model\":\"embed-3\",\"dimensions\":3,\"input\":[\"Hi\",[3,4]]}"));
            assertThat(calls.vectors()).containsExactly(new float[] {0, 0, 0.5f}, new float[] {1, 0, 0.5f});
            assertThat(used(events)).isEqualTo(new Usage(7, 0, false));
        }
    }

    @Test
    void manyInputsAreAskedInSeveralCallsWhoseUsageAddsUp() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, vectors())) {
            EmbeddingCalls calls = calls(upstream, texts(70, null));
            List<ReplyEvent> events = events(calls.events());

            assertThat(upstream.exchanges).hasSize(3);
            assertThat(calls.vectors()).hasSize(70);
            assertThat(calls.vectors().get(69)).containsExactly(5, 2, 0.5f);
            assertThat(events).filteredOn(ModelAnswered.class::isInstance).hasSize(3);
            assertThat(used(events).promptTokens()).isEqualTo(21);
            assertThat(calls.largestEstimate()).isEqualTo(texts(32, null).estimate());
        }
    }

    @Test
    void base64AndMissingUsageAreReadToo() {
        String vector = Vectors.base64(new float[] {1.5f, -2});
        try (FakeUpstream upstream = new FakeUpstream(
                vertx,
                exchange -> answer(
                        exchange,
                        new JsonObject()
                                .put("data", new JsonArray().add(new JsonObject().put("embedding", vector)))))) {
            EmbeddingCalls calls = calls(upstream, texts(1, null));
            List<ReplyEvent> events = events(calls.events());

            assertThat(calls.vectors()).containsExactly(new float[] {1.5f, -2});
            assertThat(used(events)).isEqualTo(new Usage(texts(1, null).estimate(), 0, true));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[]}",
                "{\"data\":[{\"embedding\":[]},{\"embedding\":[]}]}",
                "{\"data\":[{\"embedding\":[1]},{\"embedding\":[1,2]}]}",
                "{\"data\":[{\"index\":1,\"embedding\":[1]},{\"index\":1,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":2,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]}",
                "{\"data\":[{\"embedding\":[\"1\"]},{\"embedding\":[1]}]}",
                "{\"data\":[{\"embedding\":\"AAA\"},{\"embedding\":\"AAA\"}]}",
                "{\"data\":[{\"embedding\":[1e99]},{\"embedding\":[1]}]}",
                "[]",
                "oops"
            })
    void answersThatAreNotOneVectorEachFail(String body) {
        try (FakeUpstream upstream = new FakeUpstream(
                vertx, exchange -> exchange.request().response().end(body))) {
            EmbeddingCalls calls = calls(upstream, texts(2, null));

            ModelFailure failure = catchThrowableOfType(ModelFailure.class, () -> events(calls.events()));

            assertThat(failure.kind()).isEqualTo(Kind.INVALID_RESPONSE);
        }
    }

    @Test
    void anOverloadedProviderIsAskedAgain() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            if (exchange.number() == 0) {
                exchange.request().response().setStatusCode(503).end();
            } else {
                vectors().handle(exchange);
            }
        })) {
            EmbeddingCalls calls = calls(upstream, texts(1, null));

            events(calls.events());

            assertThat(calls.vectors()).hasSize(1);
            assertThat(upstream.exchanges).hasSize(2);
        }
    }

    @Test
    void theProvidersGateHoldsForEmbeddings() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {})) {
            var provider = provider(upstream.provider(FakeUpstream.TIMEOUTS, 1, 0, HttpVersion.HTTP_1_1));
            var hanging = EmbeddingCalls.upstream(provider, model("fake"), texts(1, null))
                    .events()
                    .subscribe()
                    .with(event -> {}, failure -> {});
            await().atMost(Duration.ofSeconds(10)).until(() -> upstream.exchanges.size() == 1);

            ModelFailure failure = catchThrowableOfType(
                    ModelFailure.class,
                    () -> events(EmbeddingCalls.upstream(provider, model("fake"), texts(1, null))
                            .events()));

            assertThat(failure.kind()).isEqualTo(Kind.OVERLOADED);
            hanging.cancel();
        }
    }

    @Test
    void moreTokensThanTheModelTakesAreRefusedBeforeTheCall() {
        EmbeddingRequest request = new EmbeddingRequest(
                List.of(new EmbeddingInput.Tokens(List.of(1)), new EmbeddingInput.Tokens(Collections.nCopies(101, 1))),
                null,
                null);
        try (FakeUpstream upstream = new FakeUpstream(vertx, vectors())) {
            assertThatThrownBy(() -> calls(upstream, request)).hasMessageContaining("input 1 has more than 100 tokens");
            assertThat(upstream.exchanges).isEmpty();
        }
    }

    @Test
    void theBuiltInModelNeedsNoProviderAndSaysWhatItCannotDo() {
        ModelDefinition offline = model(ModelCatalog.OFFLINE_PROVIDER);
        EmbeddingCalls calls = EmbeddingCalls.offline(vertx, offline, texts(2, 32));

        List<ReplyEvent> events = events(calls.events());

        assertThat(calls.vectors())
                .hasSize(2)
                .allSatisfy(vector -> assertThat(vector).hasSize(32));
        assertThat(used(events)).isEqualTo(new Usage(texts(2, null).estimate(), 0, false));
        assertThatThrownBy(() -> EmbeddingCalls.offline(vertx, offline, texts(1, 15)))
                .hasMessageContaining("from 16 to 1024");
        assertThatThrownBy(() -> EmbeddingCalls.offline(
                        vertx,
                        offline,
                        new EmbeddingRequest(List.of(new EmbeddingInput.Text("word ".repeat(500))), null, null)))
                .hasMessageContaining("input 0 has more than 100 tokens");
    }

    @Test
    void base64HoldsTheNumbersAsTheyAre() {
        float[] vector = {0.1f, -3.25f, Float.MIN_VALUE};

        assertThat(Vectors.base64(new float[] {1})).isEqualTo("AACAPw==");
        assertThat(Vectors.ofBase64(Vectors.base64(vector))).containsExactly(vector, within(0f));
    }
}
