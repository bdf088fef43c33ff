package de.lopezitwelt.auth.external.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.web.call.HttpCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Calls providers, at their own addresses only: at most 10 s each, and the answer is JSON. */
@Singleton
public class ProviderCalls {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration TOTAL = Duration.ofSeconds(10);

    private final HttpCalls http;
    private final ObjectMapper json;

    ProviderCalls(Vertx vertx, ObjectMapper json) {
        this.http = new HttpCalls(vertx, CONNECT, TOTAL);
        this.json = json;
    }

    public record Answer(int status, JsonNode body) {}

    Uni<Answer> get(URI uri) {
        return http.get(uri.toString(), Map.of("Accept", "application/json")).map(this::parsed);
    }

    public Uni<Answer> post(URI uri, String authorization, Map<String, String> form) {
        var headers = Map.of("Accept", "application/json", "Authorization", authorization);
        byte[] body = Provider.form(form).getBytes(StandardCharsets.US_ASCII);
        return http.post(uri.toString(), headers, "application/x-www-form-urlencoded", body)
                .map(this::parsed);
    }

    private Answer parsed(HttpCalls.Answer answer) {
        try {
            return new Answer(answer.status(), json.readTree(answer.body()));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
