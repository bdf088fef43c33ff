package de.lopezitwelt.platform.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.local.operator.ServiceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP, with a bearer token once there is one. */
public final class ApiClient {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STREAM_TIMEOUT = Duration.ofMinutes(11);
    private static final int FIRST_ERROR = 400;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private @Nullable String token;

    public void authorize(String accessToken) {
        token = accessToken;
    }

    /**
     * Reads a resource.
     *
     * @throws ServiceFailure when the answer is no success
     */
    public JsonNode get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request(uri).timeout(TIMEOUT).GET().build(), HttpResponse.BodyHandlers.ofString());
        return body(response, response.body());
    }

    /**
     * Creates a resource, once however often the network repeats it.
     *
     * @throws ServiceFailure when the answer is no success
     */
    public JsonNode post(URI uri, JsonNode body) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(posting(uri, body).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        return body(response, response.body());
    }

    /**
     * Posts and hands over the answer while it arrives; the caller closes it.
     *
     * @throws ServiceFailure when the answer is no success
     */
    public InputStream stream(URI uri, JsonNode body) throws IOException, InterruptedException {
        HttpRequest request = posting(uri, body)
                .setHeader("Accept", "text/event-stream")
                .timeout(STREAM_TIMEOUT)
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() >= FIRST_ERROR) {
            try (InputStream in = response.body()) {
                throw failure(response, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return response.body();
    }

    private HttpRequest.Builder posting(URI uri, JsonNode body) {
        return request(uri)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri).header("Accept", "application/json").header("User-Agent", "lopez-demo/1");
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    private static JsonNode body(HttpResponse<?> response, String text) throws IOException {
        if (response.statusCode() >= FIRST_ERROR) {
            throw failure(response, text);
        }
        return text.isBlank() ? JSON.nullNode() : JSON.readTree(text);
    }

    private static ServiceFailure failure(HttpResponse<?> response, String text) {
        return new ServiceFailure(response.request().method(), response.uri(), response.statusCode(), text);
    }
}
