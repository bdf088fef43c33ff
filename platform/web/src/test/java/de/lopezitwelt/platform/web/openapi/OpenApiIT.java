package de.lopezitwelt.platform.web.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.ManagementPort;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class OpenApiIT {
    @Inject
    ObjectMapper json;

    private JsonNode document() throws Exception {
        return json.readTree(given().accept("application/json").get("/openapi").asString());
    }

    private JsonNode internalDocument() throws Exception {
        return json.readTree(given().get(ManagementPort.url("/q/openapi-internal?format=json"))
                .asString());
    }

    @Test
    void documentIsOfVersion31AndSpeaksSnakeCase() throws Exception {
        assertThat(document().path("openapi").asText()).startsWith("3.1");
        JsonNode thing = document().at("/components/schemas/ThingRequest/properties");
        assertThat(thing.has("due_at")).isTrue();
        assertThat(thing.has("dueAt")).isFalse();
    }

    @Test
    void operationsSayWhoMayCallThem() throws Exception {
        JsonNode create = document().at("/paths/~1api~1v1~1things/post/security");
        assertThat(create.at("/0/bearer/0").asText()).isEqualTo("agents:write");
        assertThat(create.at("/1/api_key/0").asText()).isEqualTo("agents:write");
        JsonNode moderation = document().at("/paths/~1api~1v1~1moderation/get/security");
        assertThat(moderation).hasSize(1);
        assertThat(moderation.at("/0/bearer/0").asText()).isEqualTo("platform:moderator");
        JsonNode internal = internalDocument().at("/paths/~1internal~1users~1{id}/get/security");
        assertThat(internal.at("/0/service/0").asText()).isEqualTo("internal:users.read");
        assertThat(document().at("/paths/~1api~1v1~1open/get").has("security")).isFalse();
    }

    @Test
    void operationsSayHowTheyFail() throws Exception {
        JsonNode responses = document().at("/paths/~1api~1v1~1things~1{id}/get/responses");
        for (String status : new String[] {"401", "403", "404", "429", "default"}) {
            assertThat(responses.at("/" + status + "/$ref").asText()).isEqualTo("#/components/responses/Problem");
        }
        assertThat(document().at("/components/schemas/Problem/properties").has("violations"))
                .isTrue();
    }

    @Test
    void clientsSeeNothingOfWhatIsBetweenServices() throws Exception {
        assertThat(document().path("paths").properties())
                .isNotEmpty()
                .noneMatch(path -> path.getKey().startsWith("/internal/"));
        assertThat(document().at("/components/schemas").has("RedriveRequest")).isFalse();
        assertThat(document().at("/components/securitySchemes").has("service")).isFalse();
        assertThat(document().path("tags").findValuesAsText("name")).doesNotContain("Operator");
    }

    @Test
    void whatIsBetweenServicesHasItsOwnDocument() throws Exception {
        assertThat(internalDocument().path("openapi").asText()).startsWith("3.1");
        assertThat(internalDocument().path("paths").properties())
                .isNotEmpty()
                .allMatch(path -> path.getKey().startsWith("/internal/"));
        assertThat(internalDocument().at("/components/schemas").has("RedriveRequest"))
                .isTrue();
        assertThat(internalDocument().at("/components/schemas").has("ThingRequest"))
                .isFalse();
    }

    @Test
    void documentsAreServedInYamlToo() {
        assertThat(given().get("/openapi").asString()).contains("\nopenapi: ", "/api/v1/things");
        assertThat(given().get(ManagementPort.url("/q/openapi")).asString())
                .isEqualTo(given().get("/openapi").asString());
        assertThat(given().get(ManagementPort.url("/q/openapi-internal")).asString())
                .contains("\nopenapi: ", "/internal/users/{id}");
    }

    @Test
    void answersHoldEveryComponentAndNullOnlyWhereTheCodeSaysSo() throws Exception {
        JsonNode view = document().at("/components/schemas/ThingView");
        assertThat(view.path("required").toString()).isEqualTo("[\"id\",\"name\",\"owner_id\"]");
        assertThat(view.at("/properties/name/type").asText()).isEqualTo("string");
        JsonNode page = document().at("/components/schemas/PageThingView");
        assertThat(page.path("required").toString()).isEqualTo("[\"data\",\"next_cursor\"]");
        assertThat(page.at("/properties/next_cursor/type").toString()).isEqualTo("[\"string\",\"null\"]");
    }

    @Test
    void whatMayBeNullMayBeLeftOutOfRequests() throws Exception {
        JsonNode request = document().at("/components/schemas/ThingRequest");
        assertThat(request.path("required").toString()).isEqualTo("[\"name\"]");
        assertThat(request.at("/properties/due_at/anyOf/0/$ref").asText()).isEqualTo("#/components/schemas/Time");
        assertThat(request.at("/properties/due_at/anyOf/1/type").asText()).isEqualTo("null");
        assertThat(document().at("/components/schemas/Settings").has("required"))
                .isFalse();
    }

    @Test
    void idempotencyKeyIsDescribedWhereItCounts() throws Exception {
        assertThat(document().at("/paths/~1api~1v1~1things/post/parameters").findValuesAsText("name"))
                .contains("Idempotency-Key");
        assertThat(document().at("/paths/~1api~1v1~1things/get/parameters").findValuesAsText("name"))
                .doesNotContain("Idempotency-Key");
    }

    @Test
    void swaggerUiMayRunItsOwnScriptsOnItsOwnPathOnly() {
        var page = given().get("/swagger-ui/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'", "frame-ancestors 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(given().get("/openapi").header("Content-Security-Policy")).startsWith("default-src 'none'; frame");
    }
}
