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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server of the protocol's first version (2024-11-05, HTTP with SSE), whose oddities a test sets. */
final class OlderMcpServer implements AutoCloseable {

    /** Writes the response to one message into the stream. */
    interface Script {
        void handle(OlderMcpServer server, JsonObject message);
    }

    final List<JsonObject> messages = new CopyOnWriteArrayList<>();
    final List<String> seen = new CopyOnWriteArrayList<>();
    final AtomicInteger streams = new AtomicInteger();
    /** The answer to what is posted to the address itself. */
    volatile int refusal = 405;
    /** What the first event names; PORT stands for the port. Null for no such event. */
    volatile @Nullable String endpoint = "/messages?session=NUMBER";

    volatile int taken = 202;
    volatile Script script = OlderMcpServer::usual;
    private volatile @Nullable HttpServerResponse stream;
    private final HttpServer server;

    OlderMcpServer(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    McpServer definition(String path) {
        return new McpServer(
                "srv",
                URI.create("http://localhost:" + server.actualPort() + path),
                new ApiKey("secret"),
                Map.of("x-tenant", new ApiKey("acme")),
                new OutboundAddressPolicy(true, true),
                Duration.ofSeconds(5));
    }

    private void take(HttpServerRequest request) {
        seen.add(request.method() + " " + request.uri() + " " + request.getHeader("authorization") + " "
                + request.getHeader("x-tenant"));
        HttpServerResponse response = request.response();
        if (request.path().equals("/moved")) {
            response.setStatusCode(request.method() == HttpMethod.GET ? 302 : 405)
                    .putHeader("location", "/sse")
                    .end();
        } else if (request.method() == HttpMethod.GET) {
            open(response);
        } else if (!request.path().startsWith("/messages")) {
            response.setStatusCode(refusal).end("no");
        } else if (!("session=" + streams.get()).equals(request.query())) {
            response.setStatusCode(404).end("no such session");
        } else {
            request.body().onSuccess(body -> {
                JsonObject message = new JsonObject(body);
                messages.add(message);
                response.setStatusCode(taken).end("Accepted");
                if (message.containsKey("id") && taken == 202) {
                    script.handle(this, message);
                }
            });
        }
    }

    private void open(HttpServerResponse response) {
        int number = streams.incrementAndGet();
        response.setChunked(true).putHeader("content-type", "text/event-stream");
        stream = response;
        response.write(": welcome\n\n");
        String named = endpoint;
        if (named != null) {
            response.write("event: endpoint\ndata: "
                    + named.replace("PORT", "" + server.actualPort()).replace("NUMBER", "" + number) + "\n\n");
        }
    }

    void write(String text) {
        HttpServerResponse open = stream;
        if (open != null) {
            open.write(text);
        }
    }

    void event(JsonObject message) {
        write("event: message\ndata: " + message.encode() + "\n\n");
    }

    void result(JsonObject request, JsonObject result) {
        event(new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", request.getValue("id"))
                .put("result", result));
    }

    /** Greets, lists one tool without arguments, and otherwise answers a text. */
    void usual(JsonObject message) {
        result(
                message,
                switch (message.getString("method", "")) {
                    case "initialize" -> new JsonObject().put("protocolVersion", "2024-11-05");
                    case "tools/list" ->
                        new JsonObject().put("tools", new JsonArray().add(ScriptedMcpServer.tool("t")));
                    default -> ScriptedMcpServer.text("done");
                });
    }

    /** Ends the stream and forgets its session, as a server does that is started again. */
    void hangUp() {
        HttpServerResponse open = stream;
        streams.incrementAndGet();
        if (open != null) {
            open.end();
        }
    }

    long count(String method) {
        return messages.stream()
                .filter(message -> method.equals(message.getString("method")))
                .count();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
