package de.lopezitwelt.platform.web.headers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.ManagementPort;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class CrossOriginIT {
    private static final String LISTED = "https://chat.example.com";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private static Response preflight(String origin, String path) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,content-type,x-stainless-os")
                .options(path);
    }

    @Test
    void preflightOfAListedOriginIsAnsweredBeforeAuthentication() {
        Response answer = preflight(LISTED, "/api/v1/me");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(LISTED);
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, POST, PUT, PATCH, DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .isEqualTo("authorization,content-type,x-stainless-os");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(answer.headers().getValues("Vary")).contains("Origin", "Access-Control-Request-Headers");
        assertThat(answer.headers().hasHeaderWithName("Access-Control-Allow-Credentials"))
                .isFalse();
    }

    @Test
    void pageOfAListedOriginReadsTheAnswerAndWhatClientsNeedOfItsHead() {
        Response answer = given().header("Origin", LISTED)
                .header(
                        "Authorization",
                        "Bearer " + TestTokens.user(UUID.randomUUID().toString()))
                .get("/api/v1/me");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(LISTED);
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("Retry-After", "X-Request-Id", "Request-Id", "ETag", "X-RateLimit-Remaining-Requests");
        assertThat(answer.headers().getValues("Vary")).contains("Origin");
    }

    @Test
    void refusalsAndAbsencesAreReadableToo() {
        for (String path : List.of("/api/v1/me", "/api/v1/nowhere", "/v1/nowhere")) {
            Response answer = given().header("Origin", LISTED).get(path);

            assertThat(answer.statusCode()).as(path).isIn(401, 404);
            assertThat(answer.header(ALLOW_ORIGIN)).as(path).isEqualTo(LISTED);
        }
    }

    @Test
    void othersAreAnsweredAsIfThereWereNoList() {
        for (String origin : List.of(
                "https://evil.example.com",
                "https://chat.example.com.evil.com",
                "http://chat.example.com",
                "https://chat.example.com:8443",
                "HTTPS://CHAT.EXAMPLE.COM",
                "null",
                "*")) {
            Response asked = preflight(origin, "/api/v1/me");
            Response read = given().header("Origin", origin).get("/api/v1/me");

            assertThat(asked.headers().hasHeaderWithName(ALLOW_ORIGIN))
                    .as(origin)
                    .isFalse();
            assertThat(asked.headers().hasHeaderWithName("Access-Control-Allow-Headers"))
                    .as(origin)
                    .isFalse();
            assertThat(read.headers().hasHeaderWithName(ALLOW_ORIGIN))
                    .as(origin)
                    .isFalse();
            assertThat(read.headers().getValues("Vary")).as(origin).contains("Origin");
        }
    }

    @Test
    void namesOfHeadersAreRepeatedOnlyIfTheyAreNames() {
        Response answer = given().header("Origin", LISTED)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "a b: c")
                .options("/api/v1/me");

        assertThat(answer.headers().hasHeaderWithName("Access-Control-Allow-Headers"))
                .isFalse();
    }

    @Test
    void neitherServicesNorOperatorsAreCalledByPages() {
        Response internal = preflight(LISTED, "/internal/x");
        Response management = given().header("Origin", LISTED).get(ManagementPort.url("/q/health/live"));

        assertThat(internal.headers().hasHeaderWithName(ALLOW_ORIGIN)).isFalse();
        assertThat(management.headers().hasHeaderWithName(ALLOW_ORIGIN)).isFalse();
    }
}
