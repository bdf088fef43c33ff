package de.lopezitwelt.runtime.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.platform.testing.node.NodeProject;
import de.lopezitwelt.platform.testing.node.NodeServer;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import de.lopezitwelt.runtime.tool.ToolFailure;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers written with the official SDK, {@code @modelcontextprotocol/sdk}: 70 tools in pages of 5. */
class McpSdkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Vertx VERTX = Vertx.vertx();
    private static final OutboundHttp HTTP = new OutboundHttp(VERTX);
    private static NodeServer servers;

    private McpClient client = client("/stateful");

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        servers = NodeProject.installed("mcp-sdk").serve("server.mjs");
    }

    @AfterAll
    static void stop() {
        servers.close();
        HTTP.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void forget() {
        client.forget();
    }

    private static McpClient client(String path) {
        return new McpClient(
                new McpServer(
                        "sdk",
                        URI.create("http://127.0.0.1:" + servers.port() + path),
                        null,
                        Map.of(),
                        new OutboundAddressPolicy(true, true),
                        Duration.ofSeconds(20)),
                HTTP);
    }

    private void use(String path) {
        client = client(path);
    }

    private String call(String tool, String word) {
        return client.tools(tool)
                .getFirst()
                .call(JsonNodeFactory.instance.objectNode().put("word", word))
                .await()
                .atMost(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/stateful",
                "/stateful-json",
                "/stateless",
                "/stateless-json",
                "/forgetful",
                "/forgetful-json",
                "/sse",
                "/sse-forgetful"
            })
    void allToolsAreReadAndCalled(String path) {
        use(path);

        client.refresh().await().atMost(PATIENCE);

        assertThat(client.leftOut()).isEmpty();
        assertThat(client.tools(null))
                .extracting(tool -> tool.definition().name())
                .containsExactlyElementsOf(IntStream.range(0, 70)
                        .mapToObj(number -> "sdk__t" + number)
                        .toList());
        for (int i = 0; i < 7; i++) {
            assertThat(call("t69", "word" + i)).isEqualTo("t69 says word" + i);
        }
        assertThatThrownBy(() -> call("t1", "luck"))
                .isInstanceOf(ToolFailure.class)
                .hasMessage("no luck here");
        assertThatThrownBy(() -> call("t3", "x1"))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("x1 is not a word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stateful", "/sse"})
    void serverThatAsksDuringACallIsAnswered(String path) {
        use(path);

        client.refresh().await().atMost(PATIENCE);

        assertThat(call("t2", "pong")).isEqualTo("t2 says pong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stateful", "/stateless-json", "/sse"})
    void callsAtTheSameTimeGetTheirOwnAnswers(String path) {
        use(path);
        client.refresh().await().atMost(PATIENCE);

        var calls = IntStream.range(0, 16)
                .mapToObj(number -> client.tools("t" + (number + 10))
                        .getFirst()
                        .call(JsonNodeFactory.instance.objectNode().put("word", "w" + number))
                        .subscribeAsCompletionStage())
                .toList();

        for (int number = 0; number < 16; number++) {
            assertThat(calls.get(number)).succeedsWithin(PATIENCE).isEqualTo("t" + (number + 10) + " says w" + number);
        }
    }
}
