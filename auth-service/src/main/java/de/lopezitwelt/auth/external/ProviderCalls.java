package de.lopezitwelt.auth.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of providers: only their own addresses, no redirects, at most 10 s, answers of at most 1 MiB of JSON. */
@Singleton
class ProviderCalls {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration TOTAL = Duration.ofSeconds(10);
    private static final int MAX_ANSWER = 1 << 20;

    private final HttpClient client;
    private final ObjectMapper json;

    ProviderCalls(Vertx vertx, ObjectMapper json) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setKeepAliveTimeout(10));
        this.json = json;
    }

    record Answer(int status, JsonNode body) {}

    Uni<Answer> get(URI uri) {
        return send(HttpMethod.GET, uri, Map.of(), null);
    }

    Uni<Answer> post(URI uri, String authorization, Map<String, String> form) {
        var headers = Map.of("Authorization", authorization, "Content-Type", "application/x-www-form-urlencoded");
        return send(HttpMethod.POST, uri, headers, Provider.form(form));
    }

    private Uni<Answer> send(HttpMethod method, URI uri, Map<String, String> headers, @Nullable String body) {
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(uri.toString())
                .setFollowRedirects(false)
                .setIdleTimeout(TOTAL.toMillis())
                .putHeader("Accept", "application/json");
        headers.forEach(options::putHeader);
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(request -> body == null ? request.send() : request.send(Buffer.buffer(body)))
                        .compose(response -> response.body().map(buffer -> answer(response.statusCode(), buffer)))
                        .toCompletionStage())
                .ifNoItem()
                .after(TOTAL)
                .fail();
    }

    private Answer answer(int status, Buffer body) {
        if (body.length() > MAX_ANSWER) {
            throw new IllegalStateException("the answer is too long");
        }
        try {
            return new Answer(status, json.readTree(body.getBytes()));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
