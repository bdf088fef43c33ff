package de.lopezitwelt.orgbilling;

import static de.lopezitwelt.orgbilling.Api.as;
import static de.lopezitwelt.orgbilling.Api.newId;
import static de.lopezitwelt.orgbilling.Api.newOrganization;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

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
        with(key)
                .body(Map.of("name", "New"))
                .post("/api/v1/organizations")
                .then()
                .statusCode(404);
    }

    @Test
    void itsOwnersPlanDoesNotExistForIt() {
        String owner = newUser();
        String organization = newOrganization(owner);
        String personal = as(owner)
                .body(Map.of("plan_type", "basic"))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String key = key(owner, organization, "organizations:read organizations:write");

        with(key).get("/api/v1/subscriptions/{id}", personal).then().statusCode(404);
        with(key).post("/api/v1/subscriptions/{id}/cancel", personal).then().statusCode(404);
        with(key)
                .get("/api/v1/subscriptions")
                .then()
                .statusCode(200)
                .body("data.organization_id", everyItem(equalTo(organization)));
        with(key)
                .body(Map.of("plan_type", "basic"))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(201)
                .body("organization_id", equalTo(organization));
    }

    @Test
    void itsOwnersPrivateAgentsAreNotLicensed() {
        String owner = newUser();
        String organization = newOrganization(owner);
        String agent = newId();
        FakeServices.answer(
                "agent",
                "/internal/agents/" + agent,
                "{\"agent_id\":\"%s\",\"created_by\":\"%s\",\"visibility\":\"private\",\"is_active\":true}"
                        .formatted(agent, owner));
        String key = key(owner, organization, "organizations:read organizations:write");
        Map<String, String> wanted = Map.of("agent_id", agent);

        with(key)
                .body(wanted)
                .post("/api/v1/organizations/{id}/agents", organization)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("agent_id"));
        as(owner)
                .body(wanted)
                .post("/api/v1/organizations/{id}/agents", organization)
                .then()
                .statusCode(201);
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
