package de.lopezitwelt.platform.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/**
 * JSON over HTTP for programs outside of the services, with a bearer token once there is one. The services themselves call
 * each other with the platform's {@code HttpCalls}, which never blocks.
 */
public final class ApiClient {
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration STREAM_TIMEOUT = Duration.ofMinutes(11);
    private static final int FIRST_ERROR = 400;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String userAgent;
    private final Duration timeout;
    private @Nullable String token;

    /** @param timeout until an answer begins; streams take up to 11 minutes */
    public ApiClient(String userAgent, Duration timeout) {
        this.userAgent = userAgent;
        this.timeout = timeout;
    }

    /** As the demo calls: 30 s each. */
    public static ApiClient demo() {
        return new ApiClient("lopez-demo/1", Duration.ofSeconds(30));
    }

    public void authorize(String accessToken) {
        token = accessToken;
    }

    /**
     * Reads a resource.
     *
     * @throws ServiceFailure when the answer is no success
     */
    public JsonNode get(URI uri) throws IOException, InterruptedException {
        return send(request(uri).GET());
    }

    /**
     * Creates a resource, once however often the network repeats it.
     *
     * @throws ServiceFailure when the answer is no success
     */
    public JsonNode post(URI uri, JsonNode body) throws IOException, InterruptedException {
        return send(posting(uri, body));
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

    /**
     * Sends what {@link #request} began.
     *
     * @throws ServiceFailure when the answer is no success
     */
    JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
        return body(response, response.body());
    }

    private HttpRequest.Builder posting(URI uri, JsonNode body) {
        return request(uri)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri).header("Accept", "application/json").header("User-Agent", userAgent);
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
