package de.lopezitwelt.runtime.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.runtime.mcp.ScriptedMcpServer.Exchange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McpStreamsTest extends McpTestBase {

    private static final String PROGRESS = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}";
    private static final String FOREIGN = "{\"jsonrpc\":\"2.0\",\"id\":987654,\"result\":{\"content\":[]}}";

    private static String request(String id, String method) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\"}";
    }

    private void onCall(ScriptedMcpServer.Script script) {
        server.script = exchange -> {
            if (exchange.method().equals("tools/list")) {
                exchange.usual();
            } else {
                script.handle(exchange);
            }
        };
    }

    private static Exchange stream(Exchange exchange) {
        exchange.response().setChunked(true).putHeader("content-type", "text/event-stream");
        return exchange;
    }

    private static void event(Exchange exchange, String data) {
        exchange.response().write("event: message\ndata: " + data + "\n\n");
    }

    private static String answer(Exchange exchange) {
        return exchange.answer(ScriptedMcpServer.text("done")).encode();
    }

    private List<JsonObject> responses() {
        return server.messages.stream()
                .filter(message -> !message.containsKey("method"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"ping-1\"", "0"})
    void pingIsAnsweredWhileTheServerWaitsForIt(String id) {
        onCall(exchange -> {
            server.whenAnswered(() -> event(exchange, answer(exchange)));
            event(stream(exchange), request(id, "ping"));
        });

        assertThat(call()).isEqualTo("done");
        assertThat(responses())
                .containsExactly(new JsonObject("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}"));
        assertThat(server.headers)
                .element(server.messages.indexOf(responses().getFirst()))
                .satisfies(headers -> assertThat(headers).containsEntry("mcp-session-id", "s1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sampling/createMessage", "roots/list", "elicitation/create", "other"})
    void requestOfAnotherKindIsRefused(String method) {
        onCall(exchange -> {
            server.whenAnswered(() -> event(exchange, answer(exchange)));
            event(stream(exchange), request("5", method));
        });

        assertThat(call()).isEqualTo("done");
        assertThat(responses()).hasSize(1);
        assertThat(responses().getFirst().getJsonObject("error").getInteger("code"))
                .isEqualTo(-32601);
    }

    @Test
    void responseIsFoundAmongOtherMessages() {
        onCall(exchange -> {
            event(stream(exchange), PROGRESS);
            exchange.response().write(": still here\n\ndata:\n\nevent: ping\ndata: {\"time\":1}\n\n");
            event(exchange, FOREIGN);
            event(exchange, "not json");
            event(exchange, PROGRESS);
            event(exchange, answer(exchange));
        });

        assertThat(call()).isEqualTo("done");
        assertThat(responses()).isEmpty();
    }

    @Test
    void messagesOfOneChunkAreAllRead() {
        onCall(exchange -> {
            server.whenAnswered(() -> {});
            stream(exchange)
                    .response()
                    .end("data: " + request("1", "ping") + "\n\ndata: " + request("2", "ping") + "\n\ndata: " + PROGRESS
                            + "\n\ndata: " + answer(exchange) + "\n\n");
        });

        assertThat(call()).isEqualTo("done");
        await().untilAsserted(() -> assertThat(responses())
                .extracting(response -> response.getInteger("id"))
                .containsExactlyInAnyOrder(1, 2));
    }

    @Test
    void batchOnTheStreamIsRead() {
        onCall(exchange -> {
            JsonArray batch = new JsonArray()
                    .add(new JsonObject(PROGRESS))
                    .add(new JsonObject(FOREIGN))
                    .add(new JsonObject(answer(exchange)));
            event(stream(exchange), batch.encode());
        });

        assertThat(call()).isEqualTo("done");
    }

    @Test
    void bareBatchIsRead() {
        onCall(exchange -> exchange.json(200, "[" + PROGRESS + ", " + answer(exchange) + "]\n"));

        assertThat(call()).isEqualTo("done");
    }

    @Test
    void prettyPrintedAnswerIsRead() {
        onCall(exchange -> exchange.json(200, new JsonObject(answer(exchange)).encodePrettily()));

        assertThat(call()).isEqualTo("done");
    }

    @Test
    void idThatBecameATextIsTheSame() {
        onCall(exchange -> {
            JsonObject answer = new JsonObject(answer(exchange));
            exchange.json(
                    200, answer.put("id", answer.getValue("id").toString()).encode());
        });

        assertThat(call()).isEqualTo("done");
    }

    @Test
    void streamThatEndsWithoutAResponseFails() {
        onCall(exchange -> stream(exchange).response().end("data: " + PROGRESS + "\n\n"));

        assertThat(failure()).isEqualTo("the server answered with status 200, but with no response of the protocol");
    }

    @Test
    void floodOfRequestsIsNotAnsweredWithoutEnd() {
        onCall(exchange -> {
            stream(exchange);
            for (int i = 0; i < 200; i++) {
                event(exchange, request("" + i, "ping"));
            }
            event(exchange, answer(exchange));
        });

        assertThat(call()).isEqualTo("done");
        assertThat(responses()).hasSizeLessThanOrEqualTo(32);
    }
}
