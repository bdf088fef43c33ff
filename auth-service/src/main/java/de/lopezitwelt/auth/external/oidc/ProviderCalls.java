package de.lopezitwelt.auth.external.oidc;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.web.call.HttpCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
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

    /** RFC 6749 §4.1.3. */
    public Uni<Answer> exchange(Provider provider, String code, URI redirectUri, String verifier) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        String authorization = provider.authorization();
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        byte[] body =
                Provider.form(provider.exchange(code, redirectUri, verifier)).getBytes(StandardCharsets.US_ASCII);
        return http.post(provider.tokenEndpoint().toString(), headers, "application/x-www-form-urlencoded", body)
                .map(this::parsed);
    }

    /** The provider's claims about the owner of the token (OpenID Connect Core §5.3). */
    public Uni<Map<String, Object>> userinfo(URI endpoint, String accessToken) {
        return http.get(
                        endpoint.toString(),
                        Map.of("Accept", "application/json", "Authorization", "Bearer " + accessToken))
                .map(this::parsed)
                .map(answer -> {
                    if (answer.status() != HttpURLConnection.HTTP_OK) {
                        throw new IllegalArgumentException("Userinfo is answered with " + answer.status());
                    }
                    return json.convertValue(answer.body(), new TypeReference<Map<String, Object>>() {});
                });
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
