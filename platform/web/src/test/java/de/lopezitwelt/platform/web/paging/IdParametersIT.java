package de.lopezitwelt.platform.web.paging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids are a type wherever a request may bring one. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class IdParametersIT {
    private static final String ID = "0198c5a3-7d8e-7f90-8a1b-2c3d4e5f6071";
    private static final String OTHER = "0198c5a3-7d8e-7f90-8a1b-2c3d4e5f6072";

    private static final String REFERENCE = "#/components/schemas/Id";

    @Inject
    ObjectMapper json;

    @Test
    void idsOfPathAndQueryArrive() {
        given().get("/api/v1/ids/" + ID + "?user_id=" + OTHER + "&agent_id=" + ID + "&agent_id=" + OTHER)
                .then()
                .statusCode(200)
                .body("", contains(ID, OTHER, ID, OTHER));
        given().get("/api/v1/ids/" + ID).then().statusCode(200).body("", contains(ID, "null"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "é",
                "\0",
                "🍏",
                "true",
                "-1",
                "0198C5A3-7D8E-7F90-8A1B-2C3D4E5F6071",
                "0198c5a3-7d8e-4f90-8a1b-2c3d4e5f6071",
                "0198c5a3-7d8e-7f90-8a1b-2c3d4e5f6071 "
            })
    void textThatIsNoIdNamesNothingInAPathAndIsRefusedElsewhere(String text) {
        given().get("/api/v1/ids/{id}", text).then().statusCode(404).body("code", equalTo("not-found"));
        given().queryParam("user_id", text)
                .get("/api/v1/ids/" + ID)
                .then()
                .statusCode(400)
                .body("violations.field", contains("user_id"));
        given().queryParam("agent_id", ID, text)
                .get("/api/v1/ids/" + ID)
                .then()
                .statusCode(400)
                .body("violations.field", contains("agent_id"));
        given().contentType("application/json")
                .body(json.createObjectNode()
                        .put("name", "a")
                        .put("parent_id", text)
                        .toString())
                .post("/api/v1/echo")
                .then()
                .statusCode(400)
                .body("violations.field", contains("parent_id"))
                .body("violations.reason", contains("must be an id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "7", "true", "{}", "[]"})
    void nothingButAStringIsAnId(String value) {
        given().contentType("application/json")
                .body("{\"name\":\"a\",\"parent_id\":" + value + "}")
                .post("/api/v1/echo")
                .then()
                .statusCode(400)
                .body("violations.field", contains("parent_id"));
    }

    @Test
    void idOfABodyIsReadAndWrittenAsAString() {
        given().contentType("application/json")
                .body("{\"name\":\"a\",\"parent_id\":\"" + ID + "\"}")
                .post("/api/v1/echo")
                .then()
                .statusCode(200)
                .body("parent_id", equalTo(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w6k", "true", "LTE", "8J-Njw", "AA"})
    void cursorThatTheListHasNotGivenOutIsRefused(String cursor) {
        given().header("Authorization", "Bearer " + TestTokens.user("u-1"))
                .queryParam("cursor", cursor)
                .get("/api/v1/things")
                .then()
                .statusCode(400)
                .body("violations.field", contains("cursor"));
    }

    @Test
    void documentShowsIdsAsStrings() throws Exception {
        JsonNode document =
                json.readTree(given().accept("application/json").get("/openapi").asString());

        assertThat(document.at("/components/schemas/Id"))
                .isEqualTo(json.readTree("{\"type\":\"string\",\"format\":\"uuid\"}"));
        assertThat(document.at("/paths/~1api~1v1~1ids~1{id}/get/parameters").findValuesAsText("$ref"))
                .containsExactly(REFERENCE, REFERENCE, REFERENCE);
        assertThat(document.at("/components/schemas/ThingRequest/properties/parent_id")
                        .findValuesAsText("$ref"))
                .containsExactly(REFERENCE);
    }
}
