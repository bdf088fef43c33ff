package de.lopezitwelt.orgbilling;

import static de.lopezitwelt.orgbilling.Api.newId;
import static de.lopezitwelt.orgbilling.Api.newOrganization;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServices;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class ApiKeyIT {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Test
    void aKeyOfOneOrganizationReachesNoOther() {
        String owner = newUser();
        String own = newOrganization(owner);
        String other = newOrganization(owner);
        String key = key(owner, own, "organizations:read organizations:write");

        with(key).get("/api/v1/organizations/{id}", own).then().statusCode(200);
        with(key).get("/api/v1/organizations").then().body("data.id", contains(own));
        with(key).get("/api/v1/organizations/{id}", other).then().statusCode(404);
        with(key).get("/api/v1/organizations/{id}/members", other).then().statusCode(404);
        with(key).delete("/api/v1/organizations/{id}", other).then().statusCode(404);
        with(key)
                .get("/api/v1/subscriptions?organization_id={id}", other)
                .then()
                .statusCode(404);
        with(key).get("/api/v1/subscriptions").then().statusCode(403);
        with(key)
                .body(Map.of("name", "New"))
                .post("/api/v1/organizations")
                .then()
                .statusCode(403);
    }

    @Test
    void aKeyDoesNoMoreThanItsScopes() {
        String owner = newUser();
        String organization = newOrganization(owner);
        String key = key(owner, organization, "organizations:read");

        with(key).get("/api/v1/organizations/{id}", organization).then().statusCode(200);
        with(key)
                .header("If-Match", "*")
                .body(Map.of("name", "Renamed"))
                .patch("/api/v1/organizations/{id}", organization)
                .then()
                .statusCode(403);
        with(key).get("/api/v1/organizations/{id}", organization).then().body("name", equalTo("Contoso GmbH"));
    }

    private static RequestSpecification with(String key) {
        return given().header("X-API-Key", key).contentType(ContentType.JSON);
    }

    private static String key(String owner, String organization, String scopes) {
        FakeServices.answer(
                "auth",
                "/internal/api-keys/introspect",
                "{\"active\":true,\"sub\":\"%s\",\"api_key_id\":\"%s\",\"organization_id\":\"%s\",\"scope\":\"%s\",\"iat\":1}"
                        .formatted(owner, newId(), organization, scopes));
        String random = newId().replace("-", "").substring(2);
        var crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.US_ASCII));
        var checksum = new StringBuilder();
        for (long rest = crc.getValue(); checksum.length() < 6; rest /= ALPHABET.length()) {
            checksum.insert(0, ALPHABET.charAt((int) (rest % ALPHABET.length())));
        }
        return "lit_" + random + checksum;
    }
}
