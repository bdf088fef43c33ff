package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent's owner sees which tools its next reply has, and why others are missing. */
class AgentToolsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESULT = """
            {"jsonrpc":"2.0","id":%s,"result":{"protocolVersion":"2025-06-18",
             "tools":[{"name":"greet","description":"Greets","inputSchema":{"type":"object"}},{"name":"bare"}]}}""";

    private final Platform platform = Platform.running();
    private final Person owner = Person.register(platform, "Toolmaker");
    private HttpServer servers;

    @BeforeEach
    void start() throws IOException {
        servers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Platform.MCP_SERVERS), 0);
        servers.createContext("/greeter", exchange -> {
            JsonNode message = JSON.readTree(exchange.getRequestBody());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer(exchange, message.has("id") ? 200 : 202, RESULT.formatted(message.path("id")));
        });
        servers.createContext("/guarded", exchange -> {
            exchange.getResponseHeaders()
                    .set("WWW-Authenticate", "Bearer resource_metadata=\"https://127.0.0.1/.well-known/x\"");
            answer(exchange, 401, "");
        });
        servers.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.2/moved");
            answer(exchange, 307, "");
        });
        servers.createContext("/away", HttpExchange::close);
        servers.start();
    }

    @AfterEach
    void stop() {
        servers.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Test
    void ownerSeesEveryToolOrItsReason() {
        String agent = owner.client()
                .post(
                        platform.agent("/api/v1/agents"),
                        "{\"name\":\"tools " + UUID.randomUUID() + "\",\"type\":\"assistant\",\"model\":\""
                                + Platform.OFFLINE_MODEL + "\",\"config\":{\"tools\":[\"calculator\",\"mcp:greeter\","
                                + "\"mcp:guarded\",\"mcp:moved\",\"mcp:away\",\"mcp:absent\",\"mcp:personal\"]}}")
                .expect(201)
                .text("id");

        JsonNode tools = owner.client()
                .get(platform.agent("/api/v1/agents/" + agent + "/tools"))
                .expect(200)
                .json();

        assertThat(texts(tools.path("tools"), "offered_as")).containsExactly("calculator", "greeter__greet");
        assertThat(texts(tools.path("left_out"), "server"))
                .containsExactly("greeter", "guarded", "moved", "away", "absent", "personal");
        assertThat(texts(tools.path("left_out"), "name")).containsExactly("bare", "*", "*", "*", "*", "*");
        assertThat(texts(tools.path("left_out"), "why"))
                .containsExactly("schema", "sign_in", "redirect", "away", "not_allowed", "sign_in");
        assertThat(texts(tools.path("left_out"), "reason"))
                .allMatch(reason -> !reason.isBlank() && !reason.contains("127"));
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }
}
