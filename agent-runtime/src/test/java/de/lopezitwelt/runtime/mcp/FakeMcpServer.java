package de.lopezitwelt.runtime.mcp;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server of the Model Context Protocol with one tool that greets. */
public final class FakeMcpServer implements AutoCloseable {

    public final List<JsonObject> calls = new CopyOnWriteArrayList<>();
    public final List<String> keys = new CopyOnWriteArrayList<>();
    public final AtomicInteger sessions = new AtomicInteger();
    public volatile boolean streaming;
    public volatile boolean forgetful;
    private final HttpServer server;

    public FakeMcpServer(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, new JsonObject(body))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public int port() {
        return server.actualPort();
    }

    private void answer(HttpServerRequest request, JsonObject message) {
        keys.add(String.valueOf(request.getHeader("authorization")));
        String method = message.getString("method");
        String session = request.getHeader("mcp-session-id");
        HttpServerResponse response = request.response();
        if (method.equals("initialize")) {
            response.putHeader("mcp-session-id", "s" + sessions.incrementAndGet());
            send(response, message, new JsonObject().put("protocolVersion", "2025-06-18"));
        } else if (!("s" + sessions.get()).equals(session)) {
            response.setStatusCode(404).end();
        } else if (method.startsWith("notifications/")) {
            response.setStatusCode(202).end();
        } else {
            calls.add(message);
            send(response, message, result(message));
            if (forgetful) {
                sessions.incrementAndGet();
            }
        }
    }

    private static @Nullable JsonObject result(JsonObject message) {
        if (message.getString("method").equals("tools/list")) {
            JsonObject schema = new JsonObject()
                    .put("type", "object")
                    .put("properties", new JsonObject().put("name", new JsonObject().put("type", "string")));
            return new JsonObject()
                    .put(
                            "tools",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put("name", "greet")
                                            .put("description", "Greets somebody")
                                            .put("inputSchema", schema))
                                    .add(new JsonObject().put("name", "no schema")));
        }
        String name = message.getJsonObject("params").getJsonObject("arguments").getString("name");
        JsonObject text = new JsonObject().put("type", "text").put("text", "Hello " + name);
        return new JsonObject().put("content", new JsonArray().add(text)).put("isError", "nobody".equals(name));
    }

    private void send(HttpServerResponse response, JsonObject request, @Nullable JsonObject result) {
        String answer = new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", request.getValue("id"))
                .put("result", result)
                .encode();
        if (!streaming) {
            response.putHeader("content-type", "application/json").end(answer);
            return;
        }
        // A stream that stays open behind the answer, as servers may leave it.
        response.setChunked(true).putHeader("content-type", "text/event-stream");
        response.write("event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}\n\n");
        response.write("event: message\ndata: " + answer + "\n\n");
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
