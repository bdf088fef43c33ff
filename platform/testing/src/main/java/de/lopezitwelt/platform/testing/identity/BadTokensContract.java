package de.lopezitwelt.platform.testing.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every service refuses every credential of {@link BadTokens}: {@code @QuarkusTest
 * @WithTestResource(BackendsResource.class) class BadTokensIT extends BadTokensContract}. The subclass names one GET
 * that any signed-in user may call.
 */
public abstract class BadTokensContract {
    /** An absolute URL of a GET endpoint that answers a good token with 2xx or 404, and no other credential so. */
    protected abstract URI protectedEndpoint();

    @Test
    void goodTokenIsAccepted() throws Exception {
        HttpResponse<String> answer = call("Bearer " + TestTokens.user("0192f0c1-0000-7000-8000-000000000001"));
        assertThat(answer.statusCode()).isIn(200, 204, 404);
    }

    @TestFactory
    Stream<DynamicTest> everyBadTokenIsRefused() {
        return BadTokens.authorizationHeaders().entrySet().stream()
                .map(bad -> DynamicTest.dynamicTest(bad.getKey(), () -> {
                    HttpResponse<String> answer = call(bad.getValue());
                    assertThat(answer.statusCode()).isEqualTo(401);
                    assertThat(answer.headers().firstValue("WWW-Authenticate"))
                            .hasValueSatisfying(
                                    challenge -> assertThat(challenge).startsWith("Bearer"));
                    assertThat(answer.body()).doesNotContain("jose4j", "smallrye", "java.", "Exception");
                }));
    }

    private HttpResponse<String> call(String authorization) throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(protectedEndpoint())
                    .header("Authorization", authorization)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
