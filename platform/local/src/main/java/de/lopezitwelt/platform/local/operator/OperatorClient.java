package de.lopezitwelt.platform.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Calls {@code /internal/operations} of the services with a token of the client {@code operator} (RFC 6749 §4.4). */
public final class OperatorClient {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration RENEW_BEFORE = Duration.ofSeconds(60);

    private final OperatorAccess access;
    private final ApiClient http = new ApiClient("lopez-operator/1", TIMEOUT);
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
        signIn();
        HttpRequest.Builder request = http.request(uri(service, "/internal/operations" + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        try {
            return exchange(service, request);
        } catch (ServiceFailure failure) {
            if (failure.status() == ServiceFailure.NOT_FOUND) {
                return null;
            }
            throw failure;
        }
    }

    private void signIn() throws IOException, InterruptedException {
        if (Instant.now().isBefore(usableUntil)) {
            return;
        }
        String credentials =
                Base64.getEncoder().encodeToString(("operator:" + access.secret()).getBytes(StandardCharsets.UTF_8));
        JsonNode answer = tokenAnswer(http.request(uri(PlatformService.AUTH, "/internal/token"))
                .setHeader("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        http.authorize(answer.path("access_token").asText());
        usableUntil =
                Instant.now().plusSeconds(answer.path("expires_in").asLong()).minus(RENEW_BEFORE);
    }

    private JsonNode tokenAnswer(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return exchange(PlatformService.AUTH, request);
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

    private JsonNode exchange(PlatformService service, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try {
            return http.send(request);
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
}
