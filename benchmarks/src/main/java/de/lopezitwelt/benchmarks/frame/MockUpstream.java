package de.lopezitwelt.benchmarks.frame;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletionStage;

/**
 * An OpenAI-compatible model server without delay and without a model: the upstream of the {@code gateway} benchmark.
 * Answers {@code POST …/chat/completions} with a fixed text, as one body or as {@value #CHUNKS} chunks with a usage chunk.
 * Runs in a process of its own: {@code java -cp … MockUpstream <port>}.
 */
public final class MockUpstream {
    static final int CHUNKS = 50;
    private static final String HEAD = "{\"id\":\"chatcmpl-bench\",\"created\":1700000000,\"model\":\"bench\",";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":50,\"total_tokens\":70}}";
    private static final Buffer WHOLE = Buffer.buffer(HEAD
            + "\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
            + "word ".repeat(CHUNKS) + "\"},\"finish_reason\":\"stop\"}]," + USAGE);
    private static final Buffer CHUNK =
            event("{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":null}", "");
    private static final Buffer STOP = event("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}", "");
    private static final Buffer END = event("", USAGE).appendString("data: [DONE]\n\n");

    private MockUpstream() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        start(port).exceptionally(failure -> {
            System.err.println("The mock upstream cannot listen on port " + port + ": " + failure.getMessage());
            System.exit(1);
            return null;
        });
    }

    /** Serves in this process, on one event loop, until it is closed. */
    public static CompletionStage<AutoCloseable> start(int port) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(MockUpstream::answer)
                .listen()
                .<AutoCloseable>map(server -> () ->
                        vertx.close().toCompletionStage().toCompletableFuture().join())
                .toCompletionStage();
    }

    private static void answer(HttpServerRequest request) {
        if (!request.path().endsWith("/chat/completions")) {
            request.response().setStatusCode(404).end();
            return;
        }
        request.bodyHandler(body -> {
            HttpServerResponse response = request.response();
            if (!asksForStream(body)) {
                response.putHeader("content-type", "application/json").end(WHOLE);
                return;
            }
            response.putHeader("content-type", "text/event-stream").setChunked(true);
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                response.write(CHUNK);
            }
            response.write(STOP);
            response.end(END);
        });
    }

    private static boolean asksForStream(Buffer body) {
        String text = body.toString();
        return text.contains("\"stream\":true") || text.contains("\"stream\": true");
    }

    private static Buffer event(String choice, String usage) {
        String end = usage.isEmpty() ? "\"usage\":null}" : usage;
        return Buffer.buffer(
                "data: " + HEAD + "\"object\":\"chat.completion.chunk\",\"choices\":[" + choice + "]," + end + "\n\n");
    }
}
