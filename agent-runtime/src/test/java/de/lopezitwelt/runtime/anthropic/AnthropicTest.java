package de.lopezitwelt.runtime.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.ReplyRequest;
import de.lopezitwelt.runtime.TypeTestBase;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallAnswered;
import de.lopezitwelt.runtime.provider.support.FakeUpstream;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models behind Anthropic's protocol. */
class AnthropicTest extends TypeTestBase {

    private static final AgentSpec CHATBOT = agent(AgentType.CHATBOT, "{'system_prompt':'Be brief.'}");

    @BeforeEach
    void speakAnthropic() {
        use("protocol: anthropic");
    }

    private void use(String protocol) {
        runtime.close();
        runtime = runtime(catalog("")
                .replace(
                        "    allow_http: true",
                        "    " + protocol + "\n    api_key: {env: CLAUDE}\n    allow_http: true"));
    }

    private static String event(String type, String data) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + data.replace('\'', '"') + "}\n\n";
    }

    private static String begin() {
        return event(
                "message_start",
                ",'message':{'id':'msg_1','type':'message','role':'assistant','model':'m','content':[],"
                        + "'usage':{'input_tokens':11,'output_tokens':1}}");
    }

    private static String text(String text) {
        return event("content_block_delta", ",'index':0,'delta':{'type':'text_delta','text':'" + text + "'}");
    }

    private static String finish(String reason) {
        return event("content_block_stop", ",'index':0")
                + event("message_delta", ",'delta':{'stop_reason':'" + reason + "'},'usage':{'output_tokens':5}")
                + event("message_stop", "");
    }

    private static String textBlock() {
        return event("content_block_start", ",'index':0,'content_block':{'type':'text','text':''}");
    }

    private static FakeUpstream.Script says(String... words) {
        return exchange -> {
            HttpServerResponse response = exchange.sse();
            response.write(begin());
            response.write(textBlock());
            for (String word : words) {
                response.write(text(word));
            }
            response.end(finish("end_turn"));
        };
    }

    @Test
    void deltasComeAsTheyAreSaidAndTheKeyGoesToItsProvider() {
        willDo(says("Guten ", "Tag"));

        List<ReplyEvent> events = events(CHATBOT, "Hello");

        assertThat(events)
                .filteredOn(TextDelta.class::isInstance)
                .containsExactly(new TextDelta("Guten "), new TextDelta("Tag"));
        assertThat(end(events).finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(end(events).usage().promptTokens()).isEqualTo(11);
        assertThat(end(events).usage().completionTokens()).isEqualTo(5);
        var exchange = upstream.exchanges.getFirst();
        assertThat(exchange.request().path()).isEqualTo("/v1/messages");
        assertThat(exchange.request().getHeader("x-api-key")).isEqualTo("key-of-CLAUDE");
        JsonObject body = exchange.body();
        assertThat(body.getInteger("max_tokens")).isEqualTo(200);
        assertThat(body.getBoolean("stream")).isTrue();
        assertThat(body.getValue("system").toString()).contains("Be brief.");
    }

    @Test
    void toolsAreCalledAndTheirResultsSentBack() {
        String call = event(
                        "content_block_start",
                        ",'index':0,'content_block':{'type':'tool_use','id':'toolu_1','name':'calculator','input':{}}")
                + event(
                                "content_block_delta",
                                ",'index':0,'delta':{'type':'input_json_delta','partial_json':'{\\\\'expression\\\\':\\\\'6*7\\\\'}'}")
                        .replace("\\\\\"", "\\\"");
        willDo(exchange -> exchange.sse().end(begin() + call + finish("tool_use")));
        willDo(says("It is 42."));

        List<ReplyEvent> events = events(agent(AgentType.ASSISTANT, "{}"), "6*7?");

        assertThat(events).filteredOn(ToolCallAnswered.class::isInstance).hasSize(1);
        assertThat(text(events)).isEqualTo("It is 42.");
        JsonObject second = upstream.exchanges.get(1).body();
        assertThat(second.encode()).contains("tool_result", "toolu_1", "42");
        assertThat(second.getJsonArray("tools").encode()).contains("calculator", "expression");
    }

    @ParameterizedTest
    @CsvSource({"429, RATE_LIMITED", "500, UNAVAILABLE", "529, UNAVAILABLE", "401, UNAVAILABLE", "400, REFUSED"})
    void aProviderThatFailsIsToldAsSuch(int status, Kind kind) {
        willDo(status(status));

        var failure = failure(CHATBOT, "Hello");

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageNotContaining("key-of");
    }

    @Test
    void itIsTriedAgainBeforeTheFirstWord() {
        runtime.close();
        runtime = runtime(catalog("")
                .replace("    allow_http: true", "    protocol: anthropic\n    allow_http: true")
                .replace("max_attempts: 1", "max_attempts: 2"));
        willDo(status(503));
        willDo(says("fine"));

        assertThat(text(events(CHATBOT, "Hello"))).isEqualTo("fine");
    }

    @Test
    void garbageIsAnInvalidResponse() {
        willDo(exchange -> exchange.sse().end("event: message_start\ndata: {not json\n\n"));

        assertThat(failure(CHATBOT, "Hello").kind()).isIn(Kind.INVALID_RESPONSE, Kind.UNAVAILABLE);
    }

    @Test
    void hangingUpAfterTheFirstWordIsAFailureThatHadStarted() {
        willDo(exchange -> exchange.sse().end(begin() + textBlock() + text("Gu")));

        var failure = failure(CHATBOT, "Hello");

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.started()).isTrue();
    }

    @Test
    void silenceIsATimeout() {
        runtime.close();
        runtime = runtime(catalog("")
                .replace("    allow_http: true", "    protocol: anthropic\n    allow_http: true")
                .replace("first_token: 20s", "first_token: 200ms"));
        willDo(exchange -> exchange.sse().write(": nothing\n\n"));

        assertThat(failure(CHATBOT, "Hello").kind()).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void cancellingReachesTheProvider() {
        willDo(exchange -> {
            HttpServerResponse response = exchange.sse();
            response.write(begin() + textBlock() + text("Gu"));
        });
        AssertSubscriber<ReplyEvent> subscriber = runtime.reply(
                        ReplyRequest.of(CHATBOT, Conversation.of(PromptMessage.user("Hello"))))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        subscriber.awaitNextItem(PATIENCE);

        subscriber.cancel();

        await().atMost(PATIENCE)
                .until(() -> upstream.exchanges.getFirst().request().response().closed());
    }
}
