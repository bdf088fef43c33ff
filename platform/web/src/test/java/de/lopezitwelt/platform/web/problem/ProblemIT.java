package de.lopezitwelt.platform.web.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class ProblemIT {
    private static final String THINGS = "/api/v1/things";

    private static RequestSpecification user() {
        return given().header("Authorization", "Bearer " + TestTokens.user("u-1"))
                .contentType("application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a\",\"nmae\":1}                              | nmae",
                "{\"name\":1}                                             | name",
                "{\"name\":true}                                          | name",
                "{\"name\":{}}                                            | name",
                "{\"name\":\"a\",\"color\":\"blue\"}                      | color",
                "{\"name\":\"a\",\"due_at\":\"yesterday\"}                | due_at",
                "{\"name\":\"a\",\"settings\":{\"max_tokens\":\"7\"}}     | settings.max_tokens",
                "{\"name\":\"a\",\"settings\":{\"max_tokens\":1.5}}       | settings.max_tokens",
                "{\"name\":\"a\",\"settings\":{\"max_tokens\":11}}        | settings.max_tokens",
                "{\"name\":\"a\",\"settings\":{\"maxTokens\":1}}          | settings.maxTokens",
                "{\"name\":\"a\",\"parts\":[{\"part_name\":\"x\"},{\"part_name\":\" \"}]} | parts[1].part_name",
                "{\"name\":\"a\",\"parts\":[{\"part_name\":\"x\"},{\"other\":1}]} | parts[1].other",
                "{\"name\":\" \"}                                         | name",
                "{\"name\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"} | name",
                "{}                                                       | name"
            })
    void invalidFieldIsNamed(String body, String field) {
        user().body(body)
                .post(THINGS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:lopez:problem:validation"))
                .body("violations.field", hasItem(field))
                .body("violations[0].reason", notNullValue());
    }

    /** JSON can write half of a surrogate pair, and so can bytes that only look like UTF-8; neither is text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'\\ud800'}                                     | name",
                "{'name':'a\\udc00b'}                                   | name",
                "{'name':'\\udc00\\ud800'}                              | name",
                "{'name':'\\ud83c\\ud83c\\udf4f'}                       | name",
                "{'name':'a','parts':[{'part_name':'x'},{'part_name':'\\ud83c'}]} | parts[1].part_name",
                "{'name':'a','labels':{'x':'\\ud83c'}}                  | labels.x",
                "{'name':'a','labels':{'\\ud83c':'x'}}                  | labels",
                "{'name':'a','config':'\\ud83c'}                        | config",
                "{'name':'a','config':{'a':[1,{'b':'\\ud83c'}]}}        | config.a[1].b",
                "{'name':'a','config':{'a':{'\\ud83c':1}}}              | config.a"
            })
    void halfOfASurrogatePairIsRefusedAndItsFieldNamed(String body, String field) {
        user().body(body.replace('\'', '"'))
                .post("/api/v1/echo")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo(field))
                .body("violations[0].reason", equalTo("holds half of a surrogate pair"));
    }

    @Test
    void bytesOfHalfASurrogatePairAreRefused() {
        byte[] body = "{\"name\":\"???\"}".getBytes(StandardCharsets.ISO_8859_1);
        body[9] = (byte) 0xED;
        body[10] = (byte) 0xA0;
        body[11] = (byte) 0x80;

        user().body(body).post("/api/v1/echo").then().statusCode(400).body("violations[0].field", equalTo("name"));
    }

    @Test
    void wholeTextArrivesAsItWasSent() {
        user().body("{\"name\":\"\\ud83c\\udf4f\\u0000é\",\"config\":{\"🍏\":\"\\u0000\"},\"labels\":{\"🍏\":\"é\"}}")
                .post("/api/v1/echo")
                .then()
                .statusCode(200)
                .body("name", equalTo("🍏\0é"))
                .body("config.'🍏'", equalTo("\0"))
                .body("labels.'🍏'", equalTo("é"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"name\":\"a\"",
                "[1,2]",
                "\"a\"",
                "",
                "null",
                "{\"name\":\"a\"} x",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{'name':1}"
            })
    void brokenBodyIs400AndTellsNothingOfUs(String body) {
        Response answer = user().body(body).post(THINGS);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).doesNotContain("de.lopez", "com.fasterxml", "java.", "ThingRequest");
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"name\":\"a\",\"config\":" + "[".repeat(40) + "]".repeat(40) + "}";
        user().body(deep).post(THINGS).then().statusCode(400).body("detail", containsString("nested too deeply"));
    }

    @Test
    void enumsAndTimesHaveTheirWireForm() {
        given().contentType("application/json")
                .body("{\"name\":\"a\",\"due_at\":\"2026-01-31T12:00:00Z\",\"settings\":{\"max_tokens\":3}}")
                .post("/api/v1/echo")
                .then()
                .statusCode(200)
                .body("due_at", equalTo("2026-01-31T12:00:00.000000Z"))
                .body("settings.max_tokens", equalTo(3));
    }

    @Test
    void tooLargeIs413() {
        String large = "{\"name\":\"" + "a".repeat(1_100_000) + "\"}";
        user().body(large)
                .post(THINGS)
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("payload-too-large"));
    }

    @Test
    void tooLargeInChunksIs413() throws Exception {
        byte[] large = ("{\"name\":\"" + "a".repeat(1_100_000) + "\"}").getBytes(StandardCharsets.US_ASCII);
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + THINGS))
                .header("Authorization", "Bearer " + TestTokens.user("u-1"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(large)))
                .build();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void wrongMethodIs405() {
        user().delete(THINGS).then().statusCode(405).body("code", equalTo("method-not-allowed"));
    }

    @Test
    void wrongMediaTypeIs415() {
        given().header("Authorization", "Bearer " + TestTokens.user("u-1"))
                .contentType("text/plain")
                .body("hello")
                .post(THINGS)
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported-media-type"));
    }

    @Test
    void unacceptableIs406() {
        user().accept("image/png").get(THINGS).then().statusCode(406).body("code", equalTo("not-acceptable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/api/v1/nowhere", "/api/v1/things/x/y", "/internal/nowhere", "/q/nowhere"})
    void noRouteIs404(String path) {
        given().get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
    }

    @Test
    void foreignAndUnknownAreToldAlike() {
        String id = user().body("{\"name\":\"mine\"}").post(THINGS).path("id");
        user().get(THINGS + "/" + id).then().statusCode(200);
        String stranger = "Bearer " + TestTokens.user("u-2");
        Response foreign = given().header("Authorization", stranger).get(THINGS + "/" + id);
        Response unknown = given().header("Authorization", stranger).get(THINGS + "/" + id.replace('-', '0'));
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(withoutInstance(foreign)).isEqualTo(withoutInstance(unknown));
    }

    private static String withoutInstance(Response answer) {
        return answer.asString().replaceAll("urn:uuid:[0-9a-f-]{36}", "");
    }

    @Test
    void defectTellsNothingButItsId() {
        Response answer = given().get("/api/v1/fail/defect");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.asString()).doesNotContain("SELECT", "Secret", "IllegalState", "java");
        assertThat(answer.path("instance").toString()).isEqualTo("urn:uuid:" + answer.header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deadlock", "refused"})
    void transientDatabaseFailureAsksToComeBack(String how) {
        Response answer = given().get("/api/v1/fail/" + how);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("\\d+");
        assertThat(answer.asString()).doesNotContain("SELECT", "3306", "Deadlock");
    }

    @Test
    void lostRaceForAUniqueKeyIs409() {
        given().get("/api/v1/fail/duplicate").then().statusCode(409).body("code", equalTo("conflict"));
    }

    @Test
    void otherShapeUnderItsPath() {
        given().get("/v1/fail/defect")
                .then()
                .statusCode(500)
                .contentType("application/json")
                .body("error.code", equalTo("internal"));
        given().get("/v1/nowhere").then().statusCode(404).body("error.code", equalTo("not-found"));
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (String path : new String[] {"/api/v1/open", "/nowhere", "/api/v1/fail/defect", "/api/v1/me"}) {
            given().get(path)
                    .then()
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("Referrer-Policy", equalTo("no-referrer"))
                    .header("Cache-Control", equalTo("no-store"))
                    .header("Content-Security-Policy", equalTo("default-src 'none'; frame-ancestors 'none'"))
                    .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
        }
    }

    @Test
    void traceIsContinued() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        given().header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .get("/api/v1/open")
                .then()
                .body("traceparent", matchesPattern("00-" + trace + "-(?!00f067aa0ba902b7)[0-9a-f]{16}-01"));
        given().header("traceparent", "garbage")
                .get("/api/v1/open")
                .then()
                .body("traceparent", matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }
}
