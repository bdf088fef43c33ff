package de.lopezitwelt.platform.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Calls {@code /internal/operations} of the services with a token of the client {@code operator} (RFC 6749 §4.4). */
public final class OperatorClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration RENEW_BEFORE = Duration.ofSeconds(60);
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 400;

    private final OperatorAccess access;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private @Nullable String token;
    private Instant usableUntil = Instant.MIN;

    public OperatorClient(OperatorAccess access) {
        this.access = access;
    }

    /** @return null for 404 */
    public @Nullable JsonNode get(PlatformService service, String path) throws IOException, InterruptedException {
        return send(service, path, "GET", null);
    }

    /** @return null for 404 */
    public @Nullable JsonNode post(PlatformService service, String path, JsonNode body)
            throws IOException, InterruptedException {
        return send(service, path, "POST", body);
    }

    private @Nullable JsonNode send(PlatformService service, String path, String method, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(service, "/internal/operations" + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("User-Agent", "lopez-operator/1")
                .header("Authorization", "Bearer " + token())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> response = exchange(service, request);
        return response.statusCode() == NOT_FOUND ? null : read(request, response);
    }

    private String token() throws IOException, InterruptedException {
        if (token == null || Instant.now().isAfter(usableUntil)) {
            String credentials = Base64.getEncoder()
                    .encodeToString(("operator:" + access.secret()).getBytes(StandardCharsets.UTF_8));
            HttpRequest request = HttpRequest.newBuilder(uri(PlatformService.AUTH, "/internal/token"))
                    .timeout(TIMEOUT)
                    .header("Authorization", "Basic " + credentials)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                    .build();
            JsonNode answer = tokenAnswer(request);
            token = answer.path("access_token").asText();
            usableUntil = Instant.now()
                    .plusSeconds(answer.path("expires_in").asLong())
                    .minus(RENEW_BEFORE);
        }
        return token;
    }

    private JsonNode tokenAnswer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return read(request, exchange(PlatformService.AUTH, request));
        } catch (ServiceFailure failure) {
            if (failure.status() == ServiceFailure.UNAUTHORIZED) {
                throw new IOException(
                        "auth-service does not know this operator's secret: is it the platform of this checkout?"
                                + " LOPEZ_OPERATOR_SECRET names another's",
                        failure);
            }
            throw failure;
        }
    }

    private HttpResponse<String> exchange(PlatformService service, HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (ConnectException away) {
            throw new IOException(
                    service.serviceName() + " does not answer at " + access.address(service)
                            + ": is the platform up? (./lopez up)",
                    away);
        } catch (HttpTimeoutException late) {
            throw new IOException(
                    service.serviceName() + " at " + access.address(service) + " did not answer within "
                            + TIMEOUT.toSeconds() + " s",
                    late);
        }
    }

    private URI uri(PlatformService service, String path) {
        return URI.create(access.address(service) + path);
    }

    private static JsonNode read(HttpRequest request, HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= FIRST_ERROR) {
            throw new ServiceFailure(request.method(), response.uri(), response.statusCode(), response.body());
        }
        return response.body().isBlank() ? JSON.nullNode() : JSON.readTree(response.body());
    }
}
