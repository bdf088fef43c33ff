package de.lopezitwelt.agent.agent;

import static de.lopezitwelt.agent.Api.as;
import static de.lopezitwelt.agent.Api.member;
import static de.lopezitwelt.agent.Api.newAgent;
import static de.lopezitwelt.agent.Api.newId;
import static de.lopezitwelt.agent.Api.publish;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServices;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import de.lopezitwelt.platform.web.identity.credential.ApiKeyFormat;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key of an organization reaches that organization's agents: its owner's others do not exist for it. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class OrganizationKeyIT {
    private static final String AGENTS = "/api/v1/agents";
    private static final String ONE = AGENTS + "/{id}";

    @Inject
    Events events;

    private final String owner = newId();
    private final String organization = newId();
    private final String other = newId();
    private final String key = ApiKeyFormat.generate(new SecureRandom());

    @BeforeEach
    void belongsToTwoOrganizations() {
        FakeServices.keysAreOf(owner, organization, "agents:read agents:write");
        for (String each : List.of(organization, other)) {
            member(each, owner, "owner");
            publish(events.state(new MembershipState(each, owner, MemberRole.OWNER, null), each + ":" + owner, 1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    |                    | ",
                "PATCH  |                    | {\"name\":\"taken\"}",
                "DELETE |                    | ",
                "GET    | /tools             | ",
                "GET    | /versions          | ",
                "POST   | /versions          | {\"config\":{}}",
                "GET    | /versions/1        | ",
                "GET    | /versions/1/diff   | ",
                "POST   | /versions/1/publish| ",
                "POST   | /clone             | {}",
                "PUT    | /handover          | {\"user_id\":\"0190a000-0000-7000-8000-000000000000\"}",
                "DELETE | /handover          | ",
                "POST   | /handover/accept   | ",
            })
    void itsOwnersOtherAgentsDoNotExist(String method, String path, String body) {
        String personal = newAgent(owner, Map.of());
        String foreign = newAgent(owner, Map.of("visibility", "organization", "organization_id", other));
        String tail = path == null ? "" : path;

        for (String id : List.of(personal, foreign)) {
            RequestSpecification request = key().header("If-Match", "*");
            int status = (body == null ? request : request.body(body))
                    .request(method, AGENTS + "/" + id + tail)
                    .statusCode();
            assertThat(status).as("%s %s%s", method, id, tail).isEqualTo(404);
            as(owner).get(ONE, id).then().statusCode(200).body("name", equalTo(nameOf(id)));
        }
    }

    @Test
    void itsOrganizationsAgentsAreItsOwn() {
        String shared = newAgent(owner, Map.of("visibility", "organization", "organization_id", organization));

        key().get(ONE, shared).then().statusCode(200);
        key().header("If-Match", "*")
                .body(Map.of("name", "Renamed " + shared))
                .patch(ONE, shared)
                .then()
                .statusCode(200);
        key().header("If-Match", "*")
                .body(Map.of("visibility", "private"))
                .patch(ONE, shared)
                .then()
                .statusCode(400);
        key().header("If-Match", "*")
                .body(Map.of("organization_id", other))
                .patch(ONE, shared)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("organization_id"));
        key().delete(ONE, shared).then().statusCode(204);
    }

    @Test
    void listsShowTheOrganizationsAndPublicOnes() {
        String shared = newAgent(owner, Map.of("visibility", "organization", "organization_id", organization));
        String foreign = newAgent(owner, Map.of("visibility", "organization", "organization_id", other));
        String published = newAgent(owner, Map.of("visibility", "public"));
        String personal = newAgent(owner, Map.of());

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ids(key(), "?limit=100"))
                        .contains(shared, published)
                        .doesNotContain(foreign, personal));
        assertThat(ids(key(), "?mine=true&limit=100")).containsExactly(shared);
        assertThat(ids(as(owner), "?mine=true&limit=100"))
                .containsExactlyInAnyOrder(shared, foreign, published, personal);
        key().get(ONE, published).then().statusCode(200).body("config", equalTo(null));
        key().header("If-Match", "*")
                .body(Map.of("name", "taken"))
                .patch(ONE, published)
                .then()
                .statusCode(403);
    }

    @Test
    void whatItMakesIsItsOrganizations() {
        String made = key().body(Map.of("name", "Made " + organization, "type", "chatbot"))
                .post(AGENTS)
                .then()
                .statusCode(201)
                .body("visibility", equalTo("organization"))
                .body("organization_id", equalTo(organization))
                .extract()
                .path("id");
        key().body(Map.of())
                .post(ONE + "/clone", made)
                .then()
                .statusCode(201)
                .body("organization_id", equalTo(organization));
        for (Map<String, String> elsewhere : List.of(
                Map.of("visibility", "private"),
                Map.of("visibility", "public"),
                Map.of("visibility", "organization", "organization_id", other))) {
            var body = new java.util.HashMap<String, String>(Map.of("name", "Not here", "type", "chatbot"));
            body.putAll(elsewhere);
            key().body(body).post(AGENTS).then().statusCode(400);
        }
    }

    @Test
    void whatIsOfferedToItsOwnerIsNotOfferedToIt() {
        String giver = newId();
        String offered = newAgent(giver, Map.of());
        as(giver)
                .body(Map.of("user_id", owner))
                .put(ONE + "/handover", offered)
                .then()
                .statusCode(200);

        key().get(ONE, offered).then().statusCode(404);
        key().post(ONE + "/handover/accept", offered).then().statusCode(404);
        assertThat(ids(key(), "?limit=100")).doesNotContain(offered);
        as(owner).post(ONE + "/handover/accept", offered).then().statusCode(200);
    }

    private RequestSpecification key() {
        return given().header("X-API-Key", key).contentType(ContentType.JSON).accept(ContentType.JSON);
    }

    private String nameOf(String id) {
        return as(owner).get(ONE, id).path("name");
    }

    private static List<String> ids(RequestSpecification caller, String query) {
        return caller.get(AGENTS + query).then().statusCode(200).extract().path("data.id");
    }
}
