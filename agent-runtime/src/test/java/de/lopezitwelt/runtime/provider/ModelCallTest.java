package de.lopezitwelt.runtime.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.provider.support.FakeUpstream;
import de.lopezitwelt.runtime.provider.support.ModelCallTestBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelCallTest extends ModelCallTestBase {

    @Test
    void streamsTextUsageAndFinishReason() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, FakeUpstream.says("Hel", "lo ", "Wörld 🌍"))) {
            List<ReplyEvent> events = events(call(upstream));

            assertThat(text(events)).isEqualTo("Hello Wörld 🌍");
            assertThat(end(events))
                    .isEqualTo(new ReplyEvent.Completed(
                            FinishReason.STOP, new Usage(7, 3, false), "model", "fake", false));
        }
    }

    @Test
    void sendsPromptCapAndKey() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, FakeUpstream.says("ok"))) {
            events(call(upstream));

            FakeUpstream.Exchange exchange = upstream.exchanges.getFirst();
            assertThat(exchange.request().path()).isEqualTo("/v1/chat/completions");
            assertThat(exchange.request().getHeader("authorization")).isEqualTo("Bearer sk-secret");
            assertThat(exchange.request().getHeader("host")).isEqualTo("localhost:" + upstream.port());
            JsonObject expected = new JsonObject("""
                    {"model": "upstream-model", "max_tokens": 100, "stream": true,
                     "stream_options": {"include_usage": true},
                     "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}]}
                    """);
            assertThat(exchange.body()).isEqualTo(expected);
        }
    }

    @Test
    void understandsEveryByteArrivingAlone() {
        String stream = FakeUpstream.chunk("Grüße ") + ": keep-alive\n\n" + FakeUpstream.chunk("🌍")
                + FakeUpstream.finish("length") + FakeUpstream.usage(1, 2) + "data: [DONE]\n\n";
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> sendSlowly(exchange.sse(), bytes, 0))) {
            List<ReplyEvent> events = events(call(upstream));

            assertThat(text(events)).isEqualTo("Grüße 🌍");
            assertThat(end(events).finishReason()).isEqualTo(FinishReason.LENGTH);
        }
    }

    private void sendSlowly(HttpServerResponse response, byte[] bytes, int at) {
        if (at == bytes.length) {
            response.end();
            return;
        }
        response.write(Buffer.buffer(new byte[] {bytes[at]})).onSuccess(written -> sendSlowly(response, bytes, at + 1));
    }

    @Test
    void halvesOfASurrogatePairInTwoChunksBecomeOneDelta() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            HttpServerResponse response = exchange.sse();
            response.write("data: {\"choices\":[{\"delta\":{\"content\":\"a\\ud83c\"}}]}\n\n")
                    .onSuccess(
                            written -> vertx.setTimer(
                                    50,
                                    timer -> response.end(
                                            "data: {\"choices\":[{\"delta\":{\"content\":\"\\udf0d\"},\"finish_reason\":\"stop\"}]}\n\n")));
        })) {
            List<ReplyEvent> events = events(call(upstream));

            assertThat(events).contains(new ReplyEvent.TextDelta("a"));
            assertThat(text(events)).isEqualTo("a🌍");
        }
    }

    @Test
    void assemblesToolCallsFromFragments() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            HttpServerResponse response = exchange.sse();
            response.write(fragment(0, "\"id\":\"call_a\",", "\"name\":\"calc\",\"arguments\":\"\""));
            response.write(fragment(0, "", "\"arguments\":\"{\\\"x\\\"\""));
            response.write(fragment(1, "\"id\":\"call_b\",", "\"name\":\"time\",\"arguments\":\"{}\""));
            response.write(fragment(0, "", "\"arguments\":\":1}\""));
            response.write(FakeUpstream.finish("tool_calls"));
            response.end("data: [DONE]\n\n");
        })) {
            List<ReplyEvent> events = events(call(upstream));

            assertThat(events)
                    .filteredOn(ToolCallRequested.class::isInstance)
                    .containsExactly(
                            new ToolCallRequested(new ToolCall("call_a", "calc", "{\"x\":1}")),
                            new ToolCallRequested(new ToolCall("call_b", "time", "{}")));
            assertThat(end(events).finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        }
    }

    private static String fragment(int index, String id, String function) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":" + index + "," + id
                + "\"type\":\"function\",\"function\":{" + function + "}}]},\"finish_reason\":null}]}\n\n";
    }

    @Test
    void withoutReportedUsageOursIsGivenAndMarked() {
        try (FakeUpstream upstream = new FakeUpstream(
                vertx, exchange -> exchange.sse().end(FakeUpstream.chunk("12345678") + FakeUpstream.finish("stop")))) {
            assertThat(end(events(call(upstream))).usage()).isEqualTo(new Usage(10, 4, true));
        }
    }

    @Test
    void takesAWholeCompletionInOnePiece() {
        try (FakeUpstream upstream = new FakeUpstream(
                vertx,
                exchange -> exchange.request()
                        .response()
                        .putHeader("content-type", "application/json; charset=utf-8")
                        .end("""
                        {"id": "x", "object": "chat.completion", "choices": [{"index": 0, "finish_reason": "stop",
                        "message": {"role": "assistant", "content": "Hallo", "tool_calls": null}}],
                        "usage": {"prompt_tokens": 3, "completion_tokens": 1, "prompt_tokens_details": {"cached": 1}}}
                        """))) {
            List<ReplyEvent> events = events(call(provider(upstream.provider()), request(false)));

            assertThat(text(events)).isEqualTo("Hallo");
            assertThat(end(events).usage()).isEqualTo(new Usage(3, 1, false));
            assertThat(upstream.exchanges.getFirst().body().containsKey("stream"))
                    .isFalse();
        }
    }

    @Test
    void speaksHttp2AndReusesOneConnection() {
        AtomicInteger connections = new AtomicInteger();
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            if (exchange.request().version() == io.vertx.core.http.HttpVersion.HTTP_2) {
                exchange.request().connection().closeHandler(closed -> {});
                connections.incrementAndGet();
            }
            FakeUpstream.says("two").handle(exchange);
        })) {
            ModelProvider provider = provider(upstream.provider(FakeUpstream.TIMEOUTS, 64, 256, HttpVersion.HTTP_2));

            assertThat(text(events(call(provider)))).isEqualTo("two");
            assertThat(text(events(call(provider)))).isEqualTo("two");
            assertThat(connections).hasValue(2);
            assertThat(upstream.exchanges.get(0).request().connection())
                    .isSameAs(upstream.exchanges.get(1).request().connection());
        }
    }

    @Test
    void aKeptAliveConnectionIsUsedAgain() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, FakeUpstream.says("a"))) {
            ModelProvider provider = provider(upstream.provider());
            for (int i = 0; i < 5; i++) {
                events(call(provider));
            }
            assertThat(upstream.exchanges)
                    .extracting(exchange -> exchange.request().connection())
                    .hasSize(5)
                    .containsOnly(upstream.exchanges.getFirst().request().connection());
            assertThat(upstream.hangUps).hasValue(0);
        }
    }

    @Test
    void offersToolsAsGiven() {
        ModelRequest plain = request(true);
        ToolDefinition tool = new ToolDefinition(
                "weather",
                "Tells the weather",
                JsonNodeFactory.instance.objectNode().put("type", "object"));
        ModelRequest withTools = new ModelRequest(
                plain.agent(),
                plain.prompt(),
                plain.promptTokens(),
                plain.maxOutputTokens(),
                plain.sampling(),
                plain.responseFormat(),
                List.of(tool),
                new de.lopezitwelt.runtime.model.ToolChoice.Function("weather"),
                true,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        try (FakeUpstream upstream = new FakeUpstream(vertx, FakeUpstream.says("ok"))) {
            events(call(provider(upstream.provider()), withTools));

            JsonObject body = upstream.exchanges.getFirst().body();
            assertThat(body.getJsonArray("tools")
                            .getJsonObject(0)
                            .getJsonObject("function")
                            .getString("name"))
                    .isEqualTo("weather");
            assertThat(body.getJsonObject("tool_choice")
                            .getJsonObject("function")
                            .getString("name"))
                    .isEqualTo("weather");
            assertThat(upstream.exchanges.getFirst().request().getHeader("traceparent"))
                    .startsWith("00-0af7");
        }
    }
}
