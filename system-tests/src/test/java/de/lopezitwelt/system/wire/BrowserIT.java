package de.lopezitwelt.system.wire;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a browser asks of each packaged service before a page of another origin may call it, and reads from the answer. */
class BrowserIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final Platform platform = Platform.running();

    @ParameterizedTest
    @EnumSource(PlatformService.class)
    void pageOfTheListedOriginMayCallEveryService(PlatformService service) throws Exception {
        HttpResponse<String> preflight = preflight(service, Platform.PAGE);
        HttpResponse<String> refused = send(request(service, Platform.PAGE).GET());

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue(ALLOWED)).hasValue(Platform.PAGE);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("authorization");
        assertThat(refused.statusCode()).isIn(401, 404);
        assertThat(refused.headers().firstValue(ALLOWED)).hasValue(Platform.PAGE);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PlatformService.class)
    void pageOfAnotherOriginMayNot(PlatformService service) throws Exception {
        assertThat(preflight(service, "https://evil.example").headers().firstValue(ALLOWED))
                .isEmpty();
        assertThat(send(request(service, "https://evil.example").GET())
                        .headers()
                        .firstValue(ALLOWED))
                .isEmpty();
    }

    private HttpResponse<String> preflight(PlatformService service, String origin)
            throws IOException, InterruptedException {
        return send(request(service, origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(PlatformService service, String origin) {
        return HttpRequest.newBuilder(URI.create(platform.url(service, "/api/v1/account")))
                .header("Origin", origin);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
