package de.lopezitwelt.runtime.provider.support;

import de.lopezitwelt.runtime.call.Timeouts;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.catalog.quirk.Quirks;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenAI-compatible server that does what a test tells it. */
public final class FakeUpstream implements AutoCloseable {

    /** What one request is answered with. */
    @FunctionalInterface
    public interface Script extends Handler<Exchange> {}

    public record Exchange(HttpServerRequest request, JsonObject body, int number) {

        public HttpServerResponse sse() {
            return request.response().setChunked(true).putHeader("content-type", "text/event-stream");
        }
    }

    public static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(30));

    public final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    public final AtomicInteger hangUps = new AtomicInteger();
    private final HttpServer server;

    public FakeUpstream(Vertx vertx, Script script) {
        this(vertx, new HttpServerOptions(), script);
    }

    public FakeUpstream(Vertx vertx, HttpServerOptions options, Script script) {
        AtomicInteger number = new AtomicInteger();
        server = vertx.createHttpServer(options)
                .requestHandler(request -> {
                    request.response().exceptionHandler(cause -> hangUps.incrementAndGet());
                    request.body().onSuccess(buffer -> {
                        Exchange exchange = new Exchange(
                                request,
                                buffer.length() == 0 ? new JsonObject() : new JsonObject(buffer),
                                number.getAndIncrement());
                        exchanges.add(exchange);
                        script.handle(exchange);
                    });
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Streams the deltas and ends as OpenAI does. */
    public static Script says(String... deltas) {
        return exchange -> {
            HttpServerResponse response = exchange.sse();
            for (String delta : deltas) {
                response.write(chunk(delta));
            }
            response.write(finish("stop"));
            response.write(usage(7, deltas.length));
            response.end("data: [DONE]\n\n");
        };
    }

    public static String chunk(String text) {
        return event(new JsonObject()
                .put("id", "chatcmpl-1")
                .put("object", "chat.completion.chunk")
                .put("created", 1_700_000_000)
                .put("model", "upstream-model")
                .put(
                        "choices",
                        List.of(new JsonObject()
                                .put("index", 0)
                                .put("delta", new JsonObject().put("content", text))
                                .putNull("finish_reason"))));
    }

    public static String finish(String reason) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}\n\n";
    }

    public static String usage(int prompt, int completion) {
        return "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion
                + ",\"total_tokens\":" + (prompt + completion) + "}}\n\n";
    }

    public static String event(JsonObject data) {
        return "data: " + data.encode() + "\n\n";
    }

    public int port() {
        return server.actualPort();
    }

    public ProviderDefinition provider() {
        return provider(TIMEOUTS, 64, 256, HttpVersion.HTTP_1_1);
    }

    public ProviderDefinition provider(Timeouts timeouts, int maxConcurrent, int maxQueued, HttpVersion version) {
        return provider(port(), timeouts, maxConcurrent, maxQueued, version, new OutboundAddressPolicy(true, true));
    }

    public static ProviderDefinition provider(
            int port,
            Timeouts timeouts,
            int maxConcurrent,
            int maxQueued,
            HttpVersion version,
            OutboundAddressPolicy addresses) {
        return new ProviderDefinition(
                "fake",
                ProviderDefinition.Protocol.OPENAI,
                URI.create("http://localhost:" + port + "/v1"),
                new de.lopezitwelt.runtime.outbound.ApiKey("sk-secret"),
                ProviderDefinition.AUTHORIZATION,
                timeouts,
                maxConcurrent,
                maxQueued,
                3,
                version,
                Quirks.NONE,
                "EUR",
                addresses);
    }

    public static ModelDefinition model() {
        return new ModelDefinition("model", "fake", "upstream-model", 8_192, 1_000, Price.free("EUR"), Set.of(), null);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
