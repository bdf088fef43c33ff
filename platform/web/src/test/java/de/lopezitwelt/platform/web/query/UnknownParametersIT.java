package de.lopezitwelt.platform.web.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class UnknownParametersIT {
    @Test
    void everyUnknownParameterIsNamed() {
        given().get("/api/v1/query?id=1&limt=5&Cursor=x&a.b")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("validation"))
                .body("violations.field", contains("Cursor", "a.b", "limt"))
                .body("violations[2].reason", equalTo("is not a parameter of this operation"));
    }

    @Test
    void operationsWithoutParametersRefuseAllOfThem() {
        given().get("/api/v1/open?verbose").then().statusCode(400).body("violations.field", contains("verbose"));
    }

    @Test
    void whatIsTakenOnceIsRefusedTwice() {
        given().get("/api/v1/query?limit=1&limit=2")
                .then()
                .statusCode(400)
                .body("violations.field", contains("limit"))
                .body("violations[0].reason", equalTo("is given more than once"));
        given().get("/api/v1/query?id=1&id=2&limit=3").then().statusCode(200).body(equalTo("1,23"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (String bytes : new String[] {"%ED%A0%BC", "a%FFb", "%C3"}) {
            given().urlEncodingEnabled(false)
                    .get("/api/v1/query?id=" + bytes)
                    .then()
                    .statusCode(400)
                    .body("violations.field", contains("id"))
                    .body("violations[0].reason", equalTo("is not UTF-8"));
        }
        given().urlEncodingEnabled(false)
                .get("/api/v1/query?id=%ef%bf%bd")
                .then()
                .statusCode(200);
    }

    @Test
    void whoMayNotCallIsToldSoFirst() {
        given().get("/api/v1/things?verbose").then().statusCode(401);
    }

    @Test
    void protocolsOfOthersIgnoreThem() {
        given().get("/v1/query?limit=1&limit=2&verbose").then().statusCode(200).body(equalTo("1"));
    }
}
