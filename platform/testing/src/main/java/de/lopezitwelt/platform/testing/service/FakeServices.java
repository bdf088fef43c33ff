package de.lopezitwelt.platform.testing.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sets the answers of the stand-ins in {@link FakeServicesResource}. It does so over HTTP, because tests have another
 * class loader.
 */
public final class FakeServices {
    static final String ADDRESS = "lopez.test.fake-services";

    private FakeServices() {}

    /**
     * From now on a GET or POST of the path gets this answer.
     *
     * @param service as in {@code lopez.services.<service>}
     * @param path with query
     */
    public static void answer(String service, String path, String json) {
        send(request(service, path)
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** From now on API keys are those of that user with these scopes, for that organization; null for none. */
    public static void keysAreOf(String userId, @Nullable String organizationId, String scopes) {
        answer(
                "auth",
                "/internal/api-keys/introspect",
                "{\"active\":true,\"sub\":\"%s\",\"api_key_id\":\"%s\",\"organization_id\":%s,\"scope\":\"%s\",\"iat\":1}"
                        .formatted(
                                userId, userId, organizationId == null ? "null" : '"' + organizationId + '"', scopes));
    }

    /** From now on the path answers 503, as a service that is away would. */
    public static void fail(String service, String path) {
        answer(service, path, FakeServicesResource.AWAY);
    }

    /** From now on the path answers 404 again. */
    public static void forget(String service, String path) {
        send(request(service, path).DELETE().build());
    }

    private static HttpRequest.Builder request(String service, String path) {
        return HttpRequest.newBuilder(URI.create(System.getProperty(ADDRESS) + "/" + service + path));
    }

    private static void send(HttpRequest request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
