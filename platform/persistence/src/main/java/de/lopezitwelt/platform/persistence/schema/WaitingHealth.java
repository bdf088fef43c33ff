package de.lopezitwelt.platform.persistence.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Answers probes on the management port before the application has started: alive, and not ready, with the reason. Without it,
 * an orchestrator would see a process that takes no connections, and kill it.
 */
final class WaitingHealth implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int NOT_YET = 503;

    private final HttpServer server;
    private volatile String answer = "{\"status\":\"DOWN\",\"checks\":[]}";

    private WaitingHealth(HttpServer server) {
        this.server = server;
    }

    static WaitingHealth open(String host, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
        var health = new WaitingHealth(server);
        server.createContext("/q/health/live", exchange -> send(exchange, OK, "{\"status\":\"UP\",\"checks\":[]}"));
        server.createContext("/", exchange -> send(exchange, NOT_YET, health.answer));
        server.start();
        return health;
    }

    void say(SchemaState state) {
        ObjectNode body = JSON.createObjectNode().put("status", "DOWN");
        ObjectNode data = body.putArray("checks")
                .addObject()
                .put("name", "schema")
                .put("status", "DOWN")
                .putObject("data");
        data.put("current", state.current()).put("needed", state.needed());
        if (state.failed() != null) {
            data.put("failed", state.failed());
        }
        answer = body.toString();
    }

    /** Frees the port for the application. */
    @Override
    public void close() {
        server.stop(0);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
