package de.lopezitwelt.chat.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** One user's HTTP client. */
public final class ChatClient {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer with its body as JSON; a missing node when there is none. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {}

    public final String userId;
    private final String token;

    public ChatClient(String userId) {
        this(userId, TestTokens.user(userId));
    }

    public ChatClient(String userId, String token) {
        this.userId = userId;
        this.token = token;
    }

    public String startSession(String agentId) {
        Answer answer = send("POST", "/api/v1/sessions", "{\"agent_id\":\"" + agentId + "\"}");
        if (answer.status() != 201) {
            throw new AssertionError("no session: " + answer.status() + " " + answer.body());
        }
        return answer.body().path("id").asText();
    }

    public Answer append(String sessionId, String content, @Nullable String key) {
        return join(appendAsync(sessionId, content, key));
    }

    public CompletableFuture<Answer> appendAsync(String sessionId, String content, @Nullable String key) {
        return sendAsync("POST", messages(sessionId) + "?reply=false", said(content), "application/json", key);
    }

    public CompletableFuture<Answer> sayAsync(String sessionId, String content, @Nullable String key) {
        return sendAsync("POST", messages(sessionId), said(content), "application/json", key);
    }

    public Answer say(String sessionId, String content) {
        return join(sayAsync(sessionId, content, null));
    }

    public SseStream stream(String sessionId, String content) {
        return stream(sessionId, content, null);
    }

    public SseStream stream(String sessionId, String content, @Nullable String key) {
        return open(request("POST", messages(sessionId), said(content), "text/event-stream", key));
    }

    /** Any stream of events that a POST opens. */
    public SseStream sse(String path, String body) {
        return open(request("POST", path, body, "text/event-stream", null));
    }

    public SseStream resume(String sessionId, String replyId, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(uri("/api/v1/sessions/" + sessionId + "/replies/" + replyId + "/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return open(request.build());
    }

    /** A streamed chat completion, read to its end. The body is JSON only when it is an error. */
    public Answer openAiStream(String body, @Nullable String key) {
        return openAiStream("/v1/chat/completions", body, key);
    }

    public Answer openAiStream(String path, String body, @Nullable String key) {
        try {
            var response = HTTP.send(
                    request("POST", path, body, "text/event-stream", key), HttpResponse.BodyHandlers.ofString());
            boolean error = response.statusCode() != 200;
            return new Answer(response.statusCode(), error ? read(response.body()) : JSON.missingNode(), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** What a stream said until it broke off. Fails when it ended properly. */
    public String openAiBrokenStream(String path, String body) {
        StringBuilder heard = new StringBuilder();
        try {
            read(path, body, heard, null);
        } catch (IOException brokenOff) {
            return heard.toString();
        }
        throw new AssertionError("the stream ended properly: " + heard);
    }

    /** What a stream said until it said this; then the client hangs up. */
    public String openAiStreamUntil(String path, String body, String word) {
        StringBuilder heard = new StringBuilder();
        try {
            read(path, body, heard, word);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return heard.toString();
    }

    private void read(String path, String body, StringBuilder heard, @Nullable String until) throws IOException {
        try {
            var response = HTTP.send(
                    request("POST", path, body, "text/event-stream", null), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream stream = response.body()) {
                byte[] buffer = new byte[4_096];
                for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                    heard.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                    if (until != null && heard.indexOf(until) >= 0) {
                        return;
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Reads the first bytes of a streamed chat completion and hangs up. */
    public void openAiAbandon(String body) {
        try {
            var response = HTTP.send(
                    request("POST", "/v1/chat/completions", body, "text/event-stream", null),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (var stream = response.body()) {
                if (stream.read() < 0) {
                    throw new AssertionError("the stream ended at once");
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Uploads a file as it is. */
    public Answer upload(String name, byte[] content) {
        return upload(name, HttpRequest.BodyPublishers.ofByteArray(content), null);
    }

    public Answer upload(String name, HttpRequest.BodyPublisher content, @Nullable String key) {
        String path = "/api/v1/attachments?filename=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(uri(path))
                .POST(content)
                .timeout(Duration.ofSeconds(120))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return join(HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), read(response.body()), response)));
    }

    /** Uploads a form. */
    public Answer uploadForm(String query, String form, String boundary, @Nullable String key) {
        var request = HttpRequest.newBuilder(uri("/api/v1/attachments" + query))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .timeout(Duration.ofSeconds(120))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return join(HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), read(response.body()), response)));
    }

    /** Sends bytes, which must be answered with 200, and returns what the answer says. */
    public String post(String path, byte[] body) {
        var request = HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .timeout(Duration.ofSeconds(120))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = join(HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** The id of an uploaded file. */
    public String uploaded(String name, byte[] content) {
        Answer answer = upload(name, content);
        if (answer.status() != 201) {
            throw new AssertionError("no upload: " + answer.status() + " " + answer.body());
        }
        return answer.body().path("id").asText();
    }

    public HttpResponse<byte[]> download(String id) {
        return join(HTTP.sendAsync(
                request("GET", "/api/v1/attachments/" + id + "/content", null, "*/*", null),
                HttpResponse.BodyHandlers.ofByteArray()));
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** For answers that need not be JSON. */
    public Answer sendAny(String path) {
        return join(HTTP.sendAsync(request("GET", path, null, "*/*", null), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), JSON.missingNode(), response)));
    }

    public Answer send(String method, String path, @Nullable String body) {
        return join(sendAsync(method, path, body, "application/json", null));
    }

    /** With headers of other clients. @param authorized whether the user's token is among them */
    public Answer sendWith(
            Map<String, String> headers, boolean authorized, String method, String path, @Nullable String body) {
        HttpRequest plain = request(method, path, body, "application/json", null);
        var request =
                HttpRequest.newBuilder(plain, (name, value) -> authorized || !name.equalsIgnoreCase("Authorization"));
        headers.forEach(request::header);
        return join(HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), read(response.body()), response)));
    }

    /** Says something to the agent in at least the state of an ETag. */
    public Answer sayWithEtag(String sessionId, String content, String agentEtag) {
        HttpRequest plain = request("POST", messages(sessionId), said(content), "application/json", null);
        HttpRequest request = HttpRequest.newBuilder(plain, (name, value) -> true)
                .header("Agent-ETag", agentEtag)
                .build();
        return join(HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), read(response.body()), response)));
    }

    public CompletableFuture<Answer> sendAsync(
            String method, String path, @Nullable String body, String accept, @Nullable String key) {
        return HTTP.sendAsync(request(method, path, body, accept, key), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), read(response.body()), response));
    }

    public static String messages(String sessionId) {
        return "/api/v1/sessions/" + sessionId + "/messages";
    }

    public static <T> List<T> joinAll(Stream<CompletableFuture<T>> calls) {
        return calls.toList().stream().map(ChatClient::join).toList();
    }

    private static <T> T join(CompletableFuture<T> call) {
        return call.orTimeout(120, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    private SseStream open(HttpRequest request) {
        try {
            return new SseStream(HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest request(
            String method, String path, @Nullable String body, String accept, @Nullable String key) {
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(uri(path))
                .method(method, publisher)
                .timeout(Duration.ofSeconds(120))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", accept);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.build();
    }

    private static URI uri(String path) {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        return URI.create("http://localhost:" + port + path);
    }

    private static String said(String content) {
        return JSON.createObjectNode().put("content", content).toString();
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            throw new UncheckedIOException(body, notJson);
        }
    }
}
