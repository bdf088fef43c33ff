package de.lopezitwelt.system.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls the services as any client would. Immutable: {@link #as} gives the same client with another caller. */
public final class Client {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final @Nullable String token;
    private final Duration patience;

    private Client(@Nullable String token, Duration patience) {
        this.token = token;
        this.patience = patience;
    }

    public static Client anonymous() {
        return new Client(null, PATIENCE);
    }

    public static Client as(String token) {
        return new Client(token, PATIENCE);
    }

    /** Hangs up when there is no answer by then. */
    public Client waitingAtMost(Duration time) {
        return new Client(token, time);
    }

    public Answer get(String url) {
        return send("GET", url, null, Map.of());
    }

    public Answer post(String url, String body) {
        return send("POST", url, body, Map.of());
    }

    public Answer send(String method, String url, @Nullable String body, Map<String, String> headers) {
        try {
            return attempt(method, url, body, headers);
        } catch (IOException e) {
            throw new AssertionError(method + " " + url + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** @throws IOException when the connection was refused or broke, or the answer took too long */
    public Answer attempt(String method, String url, @Nullable String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var response = HTTP.send(request(method, url, body, headers), BodyHandlers.ofString());
        return new Answer(method + " " + url, response.statusCode(), response.headers(), response.body());
    }

    /** Posts and reads Server-Sent Events until the stream ends. */
    public List<ServerSentEvent> stream(String url, String body) {
        return streamUntil(url, body, event -> false);
    }

    /** Posts and reads Server-Sent Events until one matches, then hangs up. */
    public List<ServerSentEvent> streamUntil(String url, String body, Predicate<ServerSentEvent> enough) {
        try {
            var response = HTTP.send(
                    request("POST", url, body, Map.of("Accept", "text/event-stream")), BodyHandlers.ofInputStream());
            try (InputStream stream = response.body()) {
                if (response.statusCode() != 200) {
                    throw new AssertionError("POST " + url + " → " + response.statusCode() + " "
                            + new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                }
                return read(stream, enough);
            }
        } catch (IOException e) {
            throw new AssertionError("POST " + url + " broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /**
     * Sends and hands over Server-Sent Events as they come, so that what was heard before the connection broke is known.
     *
     * @return the answer, without its body when that was a stream
     * @throws IOException when the connection was refused or broke
     */
    public Answer listen(
            String method,
            String url,
            @Nullable String body,
            Map<String, String> headers,
            Consumer<ServerSentEvent> listener)
            throws IOException, InterruptedException {
        var response = HTTP.send(request(method, url, body, headers), BodyHandlers.ofInputStream());
        try (InputStream stream = response.body()) {
            String text = "";
            if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")) {
                read(stream, event -> {
                    listener.accept(event);
                    return false;
                });
            } else {
                text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            return new Answer(method + " " + url, response.statusCode(), response.headers(), text);
        }
    }

    private static List<ServerSentEvent> read(InputStream stream, Predicate<ServerSentEvent> enough)
            throws IOException {
        return ServerSentEvent.read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)), enough);
    }

    private HttpRequest request(String method, String url, @Nullable String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(patience);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }
}
