package de.lopezitwelt.agent.licence;

import static de.lopezitwelt.agent.Api.as;
import static de.lopezitwelt.agent.Api.asService;
import static de.lopezitwelt.agent.Api.newAgent;
import static de.lopezitwelt.agent.Api.newId;
import static de.lopezitwelt.agent.Api.publish;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members see the agents that their organization has licensed, and never their configuration. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class LicenceIT {
    private static final String ONE = "/api/v1/agents/{id}";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Events events;

    private final String seller = newId();
    private final String member = newId();
    private final String organization = newId();
    private final String licence = newId();
    private String agent = "";

    @BeforeEach
    void aLicensedPrivateAgent() {
        agent = newAgent(seller, Map.of("config", Map.of("system_prompt", "The secret of our success")));
        joins(member, MemberRole.MEMBER);
        licensed(true, 1);
        await().atMost(PATIENCE).until(() -> seen(as(member)).contains(agent));
    }

    @Test
    void aMemberSeesItWithoutItsConfiguration() {
        as(member)
                .get(ONE, agent)
                .then()
                .statusCode(200)
                .body("id", equalTo(agent))
                .body("config", equalTo(null));
        String listed = as(member).get("/api/v1/agents").asString();
        assertThat(listed).contains(agent).doesNotContain("The secret of our success");
        as(member).get(ONE + "/versions", agent).then().statusCode(403);
        as(member)
                .header("If-Match", "*")
                .body(Map.of("name", "Mine"))
                .patch(ONE, agent)
                .then()
                .statusCode(403);
        as(member).body(Map.of()).post(ONE + "/clone", agent).then().statusCode(403);
        as(member).delete(ONE, agent).then().statusCode(403);
        assertThat(seen(as(member).queryParam("mine", "true"))).isEmpty();
    }

    @Test
    void nobodyElseSeesIt() {
        String stranger = newId();

        as(stranger).get(ONE, agent).then().statusCode(404);
        assertThat(seen(as(stranger))).doesNotContain(agent);
    }

    @Test
    void aLicenceThatRestsOrEndsShowsNothing() {
        licensed(false, 2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(member).get(ONE, agent).then().statusCode(404));
        assertThat(seen(as(member))).isEmpty();

        licensed(true, 3);
        await().atMost(PATIENCE).until(() -> seen(as(member)).contains(agent));
        publish(events.tombstone(EntitlementState.class, "enterprise_agent:" + licence, 4));
        await().atMost(PATIENCE).until(() -> seen(as(member)).isEmpty());
    }

    @Test
    void aFormerMemberSeesItNoMore() {
        publish(events.tombstone(MembershipState.class, organization + ":" + member, 2));

        await().atMost(PATIENCE).until(() -> seen(as(member)).isEmpty());
        as(member).get(ONE, agent).then().statusCode(404);
    }

    @Test
    void aKeyOfTheOrganizationSeesItAndOneOfAnotherDoesNot() {
        FakeServices.keysAreOf(member, organization, "agents:read");
        RequestSpecification ours = key();
        ours.get(ONE, agent).then().statusCode(200);

        FakeServices.keysAreOf(member, newId(), "agents:read");
        RequestSpecification others = key();
        others.get(ONE, agent).then().statusCode(404);
    }

    @Test
    void aLicensesConfigurationIsHeldAgainstTheAgents() {
        asService(Scopes.INTERNAL_AGENTS_READ)
                .contentType(ContentType.JSON)
                .body("{\"custom_config\":{\"temperature\":\"hot\",\"nonsense\":[1,2]}}")
                .post("/internal/agents/{id}/config-check", agent)
                .then()
                .statusCode(200)
                .body("violations.field", containsInAnyOrder("custom_config.temperature", "custom_config.nonsense"));
        asService(Scopes.INTERNAL_AGENTS_READ)
                .contentType(ContentType.JSON)
                .body("{\"custom_config\":{\"temperature\":0.2}}")
                .post("/internal/agents/{id}/config-check", agent)
                .then()
                .statusCode(200)
                .body("violations.size()", equalTo(0));
    }

    @Test
    void aConfigurationThatWouldBreakALicenseIsNeitherSetNorPublished() {
        String translator = newAgent(
                seller,
                Map.of("type", "translator", "config", Map.of("target_language", "de", "glossary", terms("a", 1))));
        agent = translator;
        String breaking = newId();
        licensed(breaking, true, 1);
        configured(breaking, terms("b", 600));
        await().atMost(PATIENCE).until(() -> seen(as(member)).contains(translator));

        as(seller)
                .header("If-Match", "*")
                .body(Map.of("config", Map.of("glossary", terms("c", 500))))
                .patch(ONE, translator)
                .then()
                .statusCode(409)
                .body("code", equalTo("licenses-broken"))
                .body("licenses.enterprise_agent_id", contains(breaking))
                .body("licenses[0].violations[0].field", equalTo("custom_config.glossary"));
        as(seller)
                .body(Map.of("config", Map.of("target_language", "de", "glossary", terms("c", 500))))
                .post(ONE + "/versions", translator)
                .then()
                .statusCode(201);
        as(seller)
                .post(ONE + "/versions/2/publish", translator)
                .then()
                .statusCode(409)
                .body("code", equalTo("licenses-broken"));
        as(seller)
                .header("If-Match", "*")
                .body(Map.of("config", Map.of("glossary", terms("c", 300))))
                .patch(ONE, translator)
                .then()
                .statusCode(200);
    }

    private void configured(String licenceId, Map<String, String> glossary) {
        var json = new ObjectMapper().createObjectNode();
        var licensed = json.putArray("data").addObject().put("enterprise_agent_id", licenceId);
        licensed.putObject("custom_config").putPOJO("glossary", glossary);
        FakeServices.answer(
                "org-billing",
                "/internal/agents/" + agent + "/licences/configurations",
                json.put("more", false).toString());
    }

    private static Map<String, String> terms(String prefix, int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> prefix + i, i -> "t"));
    }

    private void joins(String user, MemberRole role) {
        publish(events.state(new MembershipState(organization, user, role, null), organization + ":" + user, 1));
    }

    private void licensed(boolean active, long version) {
        licensed(licence, active, version);
    }

    private void licensed(String id, boolean active, long version) {
        var state = new EntitlementState(
                EntitlementSubject.ENTERPRISE_AGENT,
                id,
                new EntitlementLimits(null, null, null, null),
                null,
                null,
                organization,
                agent,
                null,
                active);
        publish(events.state(state, "enterprise_agent:" + id, version));
    }

    private static RequestSpecification key() {
        return given().header("X-API-Key", ApiKeyFormat.generate(new SecureRandom()));
    }

    /** Without public ones, which other tests make. */
    private static List<String> seen(RequestSpecification caller) {
        return caller.queryParam("limit", 100)
                .get("/api/v1/agents?visibility=private")
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
    }
}
