package de.lopezitwelt.runtime.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.runtime.mcp.ScriptedMcpServer.Exchange;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpSessionsTest extends McpTestBase {

    /** Refuses the first session, as one that was forgotten. */
    private void forgetFirst(int status, String body) {
        server.script = exchange -> {
            if (exchange.method().equals("tools/call") && session(exchange).equals("s1")) {
                exchange.json(
                        status,
                        body.replace("ID", exchange.message().getValue("id").toString()));
            } else {
                exchange.usual();
            }
        };
    }

    private static String session(Exchange exchange) {
        return String.valueOf(exchange.request().getHeader("mcp-session-id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "404 | Not Found",
                "404 | {\"jsonrpc\":\"2.0\",\"id\":ID,\"error\":{\"code\":-32001,\"message\":\"Session not found\"}}",
                "400 | {\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32000,\"message\":\"Bad Request: No valid session ID provided\"}}",
                "400 | {\"detail\":\"bad request\"}",
                "400 | x",
                "400 | {\"jsonrpc\":\"2.0\",\"id\":\"server-error\",\"error\":{\"code\":-32600,\"message\":\"Session terminated\"}}",
                "401 | Unauthorized",
                "401 | {\"jsonrpc\":\"2.0\",\"id\":ID,\"error\":{\"code\":-32001,\"message\":\"Unauthorized: Session not found or invalid\"}}",
                "410 | Gone",
                "200 | {\"jsonrpc\":\"2.0\",\"id\":ID,\"error\":{\"code\":-32000,\"message\":\"Invalid session\"}}",
                "200 | {\"jsonrpc\":\"2.0\",\"id\":ID,\"error\":{\"code\":-32602,\"message\":\"Unknown session id\"}}",
                "200 | {\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32000,\"message\":\"session expired, start over\"}}",
                "200 | {\"jsonrpc\":\"2.0\",\"id\":ID,\"error\":{\"code\":-32002,\"message\":\"Server not initialized\"}}",
                "500 | {\"jsonrpc\":\"2.0\",\"id\":ID,\"error\":{\"code\":-32603,\"message\":\"no session with this id\"}}",
            })
    void forgottenSessionIsBegunAnew(int status, String body) {
        forgetFirst(status, body);

        assertThat(call()).isEqualTo("done");
        assertThat(server.sessions.get()).isEqualTo(2);
        assertThat(server.count("tools/call")).isEqualTo(2);
    }

    @Test
    void newSessionIsKept() {
        forgetFirst(404, "");
        call();

        assertThat(call()).isEqualTo("done");
        assertThat(server.sessions.get()).isEqualTo(2);
    }

    @Test
    void listThatForgetsItsSessionIsReadFurther() {
        server.script = exchange -> {
            if (exchange.number() % 3 == 0) {
                exchange.json(400, "{}");
            } else {
                exchange.usual();
            }
        };

        for (int i = 0; i < 5; i++) {
            assertThat(call()).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404})
    void secondRefusalIsTheFailure(int status) {
        server.script = exchange -> {
            if (exchange.method().equals("tools/call")) {
                exchange.json(status, "");
            } else {
                exchange.usual();
            }
        };

        assertThat(failure()).contains("status " + status);
        assertThat(server.sessions.get()).isEqualTo(2);
        assertThat(server.count("tools/call")).isEqualTo(2);
    }

    @Test
    void failureOfAnotherKindIsNotRepeated() {
        forgetFirst(500, "broken");

        assertThat(failure()).isEqualTo("the server answered with status 500");
        assertThat(server.count("tools/call")).isEqualTo(1);
    }

    @Test
    void serverWithoutSessionsWorksAndIsNotGreetedAgain() {
        server.stateless = true;

        assertThat(call()).isEqualTo("done");
        assertThat(server.count("initialize")).isEqualTo(1);
        assertThat(server.headers).noneMatch(headers -> headers.containsKey("mcp-session-id"));

        server.script = exchange -> exchange.json(404, "");
        assertThat(failure()).isEqualTo("the server answered with status 404");
        assertThat(server.count("initialize")).isEqualTo(1);
    }

    @Test
    void callsThatFindTheSessionForgottenTogetherShareANewOne() {
        forgetFirst(404, "");
        client.refresh().await().indefinitely();
        var tool = client.tools("t").getFirst();
        var arguments = JsonNodeFactory.instance.objectNode();

        var calls = IntStream.range(0, 8)
                .mapToObj(call -> tool.call(arguments).subscribeAsCompletionStage())
                .toList();

        assertThat(calls)
                .allSatisfy(call ->
                        assertThat(call).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("done"));
        assertThat(server.sessions.get()).isEqualTo(2);
    }
}
