package de.lopezitwelt.runtime.mcp;

import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.outbound.ApiKey;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server of the Model Context Protocol that does what a test scripts; it knows how to begin a session by itself. */
final class ScriptedMcpServer implements AutoCloseable {

    /** One message that came, except those that begin a session. */
    record Exchange(HttpServerRequest request, JsonObject message, int number) {

        String method() {
            return message.getString("method", "");
        }

        String cursor() {
            return message.getJsonObject("params").getString("cursor", "");
        }

        HttpServerResponse response() {
            return request.response();
        }

        JsonObject answer(JsonObject result) {
            return new JsonObject()
                    .put("jsonrpc", "2.0")
                    .put("id", message.getValue("id"))
                    .put("result", result);
        }

        void result(JsonObject result) {
            json(200, answer(result).encode());
        }

        void json(int status, String body) {
            response()
                    .setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end(body);
        }

        /** One tool without arguments for a list, and otherwise a text. */
        void usual() {
            result(
                    method().equals("tools/list")
                            ? new JsonObject().put("tools", new JsonArray().add(tool("t")))
                            : text("done"));
        }
    }

    interface Script {
        void handle(Exchange exchange);
    }

    final List<JsonObject> messages = new CopyOnWriteArrayList<>();
    final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();
    final AtomicInteger sessions = new AtomicInteger();
    volatile boolean stateless;
    volatile Script script = Exchange::usual;
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile @Nullable Runnable whenAnswered;
    private final HttpServer server;

    ScriptedMcpServer(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (request.method() == HttpMethod.GET) {
                        request.response().setStatusCode(405).end();
                    } else {
                        request.body().onSuccess(body -> take(request, new JsonObject(body)));
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static JsonObject tool(String name) {
        return new JsonObject().put("name", name).put("inputSchema", new JsonObject().put("type", "object"));
    }

    static JsonObject text(String text) {
        return new JsonObject()
                .put(
                        "content",
                        new JsonArray().add(new JsonObject().put("type", "text").put("text", text)));
    }

    McpServer definition() {
        return definition("/mcp", Map.of());
    }

    McpServer definition(String path, Map<String, ApiKey> headers) {
        return new McpServer(
                "srv",
                URI.create("http://localhost:" + server.actualPort() + path),
                null,
                headers,
                new OutboundAddressPolicy(true, true),
                Duration.ofSeconds(20));
    }

    int port() {
        return server.actualPort();
    }

    /** How often a request of this method came. */
    long count(String method) {
        return messages.stream()
                .filter(message -> method.equals(message.getString("method")))
                .count();
    }

    private void take(HttpServerRequest request, JsonObject message) {
        if (request.path().startsWith("/moved")) {
            script.handle(new Exchange(request, message, 0));
            return;
        }
        Map<String, String> seen = new HashMap<>();
        request.headers().forEach((name, value) -> seen.put(name.toLowerCase(Locale.ROOT), value));
        headers.add(seen);
        messages.add(message);
        String method = message.getString("method", "");
        if (method.equals("initialize")) {
            if (!stateless) {
                request.response().putHeader("mcp-session-id", "s" + sessions.incrementAndGet());
            }
            new Exchange(request, message, 0).result(new JsonObject().put("protocolVersion", "2025-06-18"));
        } else if (method.isEmpty() || method.startsWith("notifications/")) {
            request.response().setStatusCode(202).end();
            answered(message);
        } else {
            script.handle(new Exchange(request, message, numbers.incrementAndGet()));
        }
    }

    /** Does something when the client has responded to a request of the server. */
    void whenAnswered(Runnable action) {
        whenAnswered = action;
    }

    private void answered(JsonObject message) {
        Runnable action = whenAnswered;
        if (action != null && !message.containsKey("method")) {
            action.run();
        }
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
