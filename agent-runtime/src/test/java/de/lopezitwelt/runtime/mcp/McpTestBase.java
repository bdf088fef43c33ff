package de.lopezitwelt.runtime.mcp;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import de.lopezitwelt.runtime.tool.Tool;
import de.lopezitwelt.runtime.tool.ToolFailure;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client and a server of the Model Context Protocol that speak over HTTP. */
abstract class McpTestBase {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Vertx vertx = Vertx.vertx();
    final OutboundHttp http = new OutboundHttp(vertx);
    final ScriptedMcpServer server = new ScriptedMcpServer(vertx);
    McpClient client = new McpClient(server.definition(), http);

    @BeforeEach
    void begin() {
        client = new McpClient(server.definition(), http);
    }

    @AfterEach
    void stop() {
        client.forget();
        http.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    void use(McpServer definition) {
        client = new McpClient(definition, http);
    }

    List<String> offered() {
        client.refresh().await().atMost(PATIENCE);
        return client.tools(null).stream().map(tool -> tool.definition().name()).toList();
    }

    /** Calls the server's only tool. */
    String call() {
        client.refresh().await().atMost(PATIENCE);
        Tool tool = client.tools("t").getFirst();
        return tool.call(JsonNodeFactory.instance.objectNode()).await().atMost(PATIENCE);
    }

    String failure() {
        return String.valueOf(
                catchThrowableOfType(ToolFailure.class, this::call).getMessage());
    }
}
