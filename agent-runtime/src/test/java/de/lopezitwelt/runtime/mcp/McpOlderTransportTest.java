package de.lopezitwelt.runtime.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP with SSE of 2024-11-05, chosen as the specification says: POST first, and GET when that is refused. */
class McpOlderTransportTest extends McpTestBase {

    private final OlderMcpServer older = new OlderMcpServer(vertx);

    @BeforeEach
    void useOlder() {
        use(older.definition("/sse"));
    }

    @AfterEach
    void stopOlder() {
        client.forget();
        older.close();
    }

    private LeftOutTool missing() {
        assertThat(offered()).isEmpty();
        return client.leftOut().getFirst();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 406, 415, 422})
    void serverThatTakesNoPostsIsReadOverItsStream(int refusal) {
        older.refusal = refusal;

        assertThat(offered()).containsExactly("srv__t");
        assertThat(call()).isEqualTo("done");
        assertThat(client.leftOut()).isEmpty();
        assertThat(older.streams.get()).isEqualTo(1);
        assertThat(older.count("notifications/initialized")).isEqualTo(1);
        assertThat(older.seen).allMatch(request -> request.endsWith("Bearer secret acme"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 503})
    void refusalOfAnotherKindIsTheFailure(int refusal) {
        older.refusal = refusal;

        assertThat(missing().reason()).contains("status " + refusal);
        assertThat(older.streams.get()).isZero();
    }

    @Test
    void serverThatKnowsNeitherWayIsToldByItsFirstAnswer() {
        use(server.definition("/moved", Map.of()));
        server.script = exchange -> exchange.json(404, "");

        assertThat(missing())
                .isEqualTo(
                        new LeftOutTool(
                                "srv",
                                "*",
                                Why.AWAY,
                                "the server answered with status 404; asked for a stream: the server answered with status 405"));
    }

    @Test
    void streamMayBeOpenedWhereTheAddressRedirectsTo() {
        use(older.definition("/moved"));

        assertThat(call()).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:PORT/messages?session=NUMBER",
                "/messages?session=NUMBER",
                "messages?session=NUMBER",
                "  /messages?session=NUMBER  ",
                "https://localhost:PORT/messages?session=NUMBER",
                "http://localhost/messages?session=NUMBER",
                "http://127.0.0.1:1/messages?session=NUMBER",
                "http://0.0.0.0:3001/messages?session=NUMBER",
                "http://[::1]/messages?session=NUMBER"
            })
    void messagesArePostedWhereTheServerSays(String endpoint) {
        older.endpoint = endpoint;

        assertThat(call()).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:PORT/messages?session=1",
                "https://elsewhere.example/messages",
                "http://localhost.elsewhere.example/messages",
                "http://localhost//elsewhere.example/messages",
                "//elsewhere.example/messages",
                "",
                "mailto:somebody"
            })
    void messagesArePostedToNoOtherOrigin(String endpoint) {
        older.endpoint = endpoint;

        assertThat(missing().why()).isEqualTo(Why.REDIRECT);
        assertThat(missing().reason()).contains("another origin").doesNotContain("example");
        assertThat(older.messages).isEmpty();
    }

    @Test
    void streamWithoutAnAddressIsNotWaitedForWithoutEnd() {
        older.endpoint = null;

        assertThat(missing().reason()).endsWith("asked for a stream: the server does not say where it takes messages");
    }

    @Test
    void endedStreamIsOpenedAnew() {
        call();
        older.hangUp();

        assertThat(call()).isEqualTo("done");
        assertThat(older.count("initialize")).isEqualTo(2);
    }

    @Test
    void forgottenSessionIsBegunAnew() {
        call();
        older.streams.incrementAndGet();

        assertThat(call()).isEqualTo("done");
        assertThat(older.count("initialize")).isEqualTo(2);
    }

    @Test
    void callWhoseStreamEndsHasFailedAndIsNotRepeated() {
        older.script = (one, message) -> {
            if (message.getString("method").equals("tools/call")) {
                one.hangUp();
            } else {
                one.usual(message);
            }
        };

        assertThat(failure()).isEqualTo("the server ended its stream before it answered");
        assertThat(older.count("tools/call")).isEqualTo(1);

        older.script = OlderMcpServer::usual;
        assertThat(call()).isEqualTo("done");
    }

    @Test
    void serverThatAsksIsAnsweredWhereMessagesAreTaken() {
        older.script = (one, message) -> {
            if (message.getString("method", "").equals("tools/call")) {
                one.event(new JsonObject().put("jsonrpc", "2.0").put("id", 7).put("method", "ping"));
            }
            one.usual(message);
        };

        assertThat(call()).isEqualTo("done");
        await().untilAsserted(() ->
                assertThat(older.messages).contains(new JsonObject("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}")));
    }

    @Test
    void otherEventsAreIgnored() {
        older.script = (one, message) -> {
            one.write(": still here\n\nevent: ping\ndata: 1\n\ndata: not json\n\ndata:\n\n");
            one.event(new JsonObject("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}"));
            one.event(new JsonObject("{\"jsonrpc\":\"2.0\",\"id\":987654,\"result\":{}}"));
            one.write("event: endpoint\ndata: http://elsewhere.example/\n\n");
            one.usual(message);
        };

        assertThat(call()).isEqualTo("done");
    }

    @Test
    void errorWithoutAnIdIsMeantForTheOnlyRequest() {
        older.script = (one, message) -> {
            if (message.getString("method").equals("tools/call")) {
                one.event(new JsonObject("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"message\":\"unreadable\"}}"));
            } else {
                one.usual(message);
            }
        };

        assertThat(failure()).isEqualTo("the server refused the request: unreadable");
    }

    @Test
    void answerThatIsTooLongFailsTheCall() {
        older.script = (one, message) -> {
            if (message.getString("method").equals("tools/call")) {
                one.result(message, ScriptedMcpServer.text("x".repeat(1_100_000)));
            } else {
                one.usual(message);
            }
        };

        assertThat(failure()).isEqualTo("the answer of the server is longer than 1048576 bytes");
    }
}
