package de.lopezitwelt.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.TypeTestBase;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.provider.support.FakeUpstream;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzerTest extends TypeTestBase {

    private static final String SCHEMA =
            "{'type':'object','properties':{'mood':{'enum':['good','bad']}},'required':['mood']}";
    private static final AgentSpec AGENT = agent(AgentType.ANALYZER, "{'output_schema':" + SCHEMA + "}");

    @ParameterizedTest
    @ValueSource(strings = {"{\"mood\":\"good\"}", "```json\n{\"mood\":\"good\"}\n```", "\n {\"mood\":\"good\"} "})
    void anAnswerThatFitsIsShownInOnePiece(String answer) {
        willSay(answer);

        List<ReplyEvent> events = events(AGENT, "Lovely day");

        assertThat(text(events)).isEqualTo("{\"mood\":\"good\"}");
        assertThat(events).filteredOn(TextDelta.class::isInstance).hasSize(1);
    }

    @Test
    void theModelMayRepairItsAnswerOnceAndBothCallsAreCounted() {
        willSay("{\"mood\":\"fine\"}", "{\"mood\":\"good\"}");

        List<ReplyEvent> events = events(AGENT, "Lovely day");

        assertThat(text(events)).isEqualTo("{\"mood\":\"good\"}");
        assertThat(end(events).usage().promptTokens()).isEqualTo(14);
        assertThat(messages(1).getJsonObject(messages(1).size() - 1).getString("content"))
                .contains("/mood", "whole answer again");
    }

    @Test
    void aSchemaThatIsNeverSatisfiedFailsClearlyAndIsCharged() {
        willSay("I like it", "Still no JSON", "never asked");

        ModelFailure failure = failure(AGENT, "Lovely day");

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
        assertThat(failure).hasMessageContaining("the answer is not one JSON value");
        assertThat(meter.used(failure).promptTokens()).isEqualTo(14);
        assertThat(upstream.exchanges).hasSize(2);
    }

    @Test
    void anAnswerThatWasCutOffIsNotRepaired() {
        willDo(exchange -> exchange.sse()
                .end(FakeUpstream.chunk("{\"mood\"") + FakeUpstream.finish("length") + "data: [DONE]\n\n"));

        assertThat(failure(AGENT, "Lovely day")).hasMessageContaining("cut off at the output limit");
        assertThat(upstream.exchanges).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429, RATE_LIMITED", "500, UNAVAILABLE", "503, UNAVAILABLE"})
    void aProviderThatFailsIsToldAsSuch(int status, Kind kind) {
        willDo(status(status));

        assertThat(failure(AGENT, "Lovely day").kind()).isEqualTo(kind);
    }

    @Test
    void aProviderThatHangsUpInTheRepairLeavesTheFirstCallCharged() {
        willSay("no JSON");
        willDo(exchange -> exchange.request().connection().close());

        ModelFailure failure = failure(AGENT, "Lovely day");

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(meter.used(failure).promptTokens()).isEqualTo(7);
    }

    @Test
    void aPatternThatWouldTakeForEverIsGivenUp() {
        AgentSpec agent = agent(
                AgentType.ANALYZER,
                "{'output_schema':{'type':'string','pattern':'^(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x$'}}");
        String evil = "\"" + "a".repeat(60) + "!\"";
        willSay(evil, evil);

        assertThat(failure(agent, "x")).hasMessageContaining("takes too long");
    }

    @Test
    void aSchemaReachesNothingOutsideItself() {
        AtomicInteger connections = new AtomicInteger();
        HttpServer canary = vertx.createHttpServer()
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.response().end("{}"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        AgentSpec agent = agent(
                AgentType.ANALYZER,
                "{'output_schema':{'$ref':'http://127.0.0.1:" + canary.actualPort() + "/schema.json'}}");
        willSay("{}", "{}");

        assertThat(failure(agent, "x").kind()).isEqualTo(Kind.INVALID_ANSWER);
        assertThat(connections).hasValue(0);
    }

    @Test
    void offlineAnswersFitTheSchema() {
        AgentSpec agent = AgentSpec.of(AgentType.ANALYZER, "lopez-offline", AGENT.json());

        assertThat(text(events(agent, "Lovely day"))).isEqualTo("{\"mood\":\"good\"}");
    }
}
