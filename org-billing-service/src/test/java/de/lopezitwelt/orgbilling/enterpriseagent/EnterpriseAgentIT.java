package de.lopezitwelt.orgbilling.enterpriseagent;

import static de.lopezitwelt.orgbilling.Api.addMember;
import static de.lopezitwelt.orgbilling.Api.as;
import static de.lopezitwelt.orgbilling.Api.asService;
import static de.lopezitwelt.orgbilling.Api.newId;
import static de.lopezitwelt.orgbilling.Api.newOrganization;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static de.lopezitwelt.platform.testing.Concurrently.atOnce;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServices;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class EnterpriseAgentIT {
    private static final String PATH = "/api/v1/organizations/{id}/agents";
    private static final String ONE = PATH + "/{agent}";

    private String owner = "";
    private String organization = "";

    @BeforeEach
    void anOrganization() {
        owner = newUser();
        organization = newOrganization(owner);
    }

    @Test
    void licensedAgentCarriesConfigurationAndLimitsToTheEntitlements() {
        String agent = agent(newUser(), "public", null);

        Response licensed = as(owner).body("""
                        {"agent_id":"%s","custom_config":{"temperature":0.2},
                         "usage_limits":{"messages_per_day":5,"tokens_per_month":1000,"cost_per_month":2.50}}""".formatted(agent)).post(PATH, organization);

        licensed.then().statusCode(201).body("usage_limits.messages_per_day", equalTo(5));
        String id = licensed.path("id");
        var state = events("lopez.entitlements.state", "enterprise_agent:" + id, 1)
                .getFirst()
                .envelope()
                .path("data");
        assertThat(state.path("agent_id").asText()).isEqualTo(agent);
        assertThat(state.path("organization_id").asText()).isEqualTo(organization);
        assertThat(state.path("custom_config").path("temperature").asDouble()).isEqualTo(0.2);
        assertThat(state.path("limits").path("tokens_per_month").asLong()).isEqualTo(1000);
        assertThat(state.path("is_active").asBoolean()).isTrue();
        asService(Scopes.INTERNAL_ENTITLEMENTS_READ)
                .get("/internal/organizations/{o}/agents/{a}/entitlement", organization, agent)
                .then()
                .statusCode(200)
                .body("subject_id", equalTo(id))
                .body("version", equalTo(1));
        asService(Scopes.INTERNAL_ENTITLEMENTS_READ)
                .get("/internal/agents/{a}/licences", agent)
                .then()
                .body("count", equalTo(1));
    }

    @Test
    void onlyAgentsTheOrganizationMayUseAreLicensed() {
        String stranger = newUser();
        refused(agent(stranger, "private", null));
        refused(agent(stranger, "organization", newId()));
        refused(newId());
        refused("nonsense");

        for (String agent : List.of(agent(owner, "private", null), agent(stranger, "organization", organization))) {
            as(owner)
                    .body(Map.of("agent_id", agent))
                    .post(PATH, organization)
                    .then()
                    .statusCode(201);
        }
    }

    @Test
    void parallelLicencesOfOneAgentMakeOne() throws Exception {
        String agent = agent(owner, "private", null);
        Callable<Response> license =
                () -> as(owner).body(Map.of("agent_id", agent)).post(PATH, organization);

        List<Response> answers = atOnce(Collections.nCopies(8, license));

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .hasSize(7);
    }

    @Test
    void badConfigurationAndLimitsAreNamed() {
        String agent = agent(owner, "private", null);
        String large = "x".repeat(64 * 1024);

        as(owner)
                .body("{\"agent_id\":\"%s\",\"custom_config\":[1]}".formatted(agent))
                .post(PATH, organization)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("custom_config"));
        as(owner)
                .body("{\"agent_id\":\"%s\",\"custom_config\":{\"p\":\"%s\"}}".formatted(agent, large))
                .post(PATH, organization)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("custom_config"));
        as(owner)
                .body("{\"agent_id\":\"%s\",\"usage_limits\":{\"messages_per_day\":-1}}".formatted(agent))
                .post(PATH, organization)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("usage_limits.messages_per_day"));
        as(owner)
                .body("{\"agent_id\":\"%s\",\"usage_limits\":{\"messages\":1}}".formatted(agent))
                .post(PATH, organization)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("usage_limits.messages"));
    }

    @Test
    void patchMergesAndRemovalEndsTheEntitlement() {
        String agent = agent(owner, "private", null);
        Response licensed = as(owner)
                .body("{\"agent_id\":\"%s\",\"custom_config\":{\"a\":1,\"b\":2}}".formatted(agent))
                .post(PATH, organization);
        String id = licensed.path("id");

        as(owner)
                .header("If-Match", licensed.header("ETag"))
                .body("{\"custom_config\":{\"a\":null},\"usage_limits\":{\"messages_per_day\":3},\"is_active\":false}")
                .patch(ONE, organization, id)
                .then()
                .statusCode(200)
                .body("custom_config", equalTo(Map.of("b", 2)))
                .body("usage_limits.messages_per_day", equalTo(3))
                .body("usage_limits.cost_per_month", nullValue())
                .body("is_active", equalTo(false));
        as(owner)
                .header("If-Match", licensed.header("ETag"))
                .body("{}")
                .patch(ONE, organization, id)
                .then()
                .statusCode(412);
        as(owner).get(PATH, organization).then().body("data.id", contains(id));

        as(owner).delete(ONE, organization, id).then().statusCode(204);
        as(owner).get(ONE, organization, id).then().statusCode(404);
        var states = events("lopez.entitlements.state", "enterprise_agent:" + id, 3);
        assertThat(states.getLast().event()).isNull();
    }

    @Test
    void aConfigurationThatTheAgentDoesNotTakeIsRefusedByItsPath() {
        String agent = agent(owner, "private", null);
        String hot = "{\"field\":\"custom_config.temperature\",\"reason\":\"must be a number\"}";
        finds(agent, hot);
        as(owner)
                .body("{\"agent_id\":\"%s\",\"custom_config\":{\"temperature\":\"hot\"}}".formatted(agent))
                .post(PATH, organization)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("custom_config.temperature"));

        finds(agent, "");
        Response licensed = as(owner)
                .body("{\"agent_id\":\"%s\",\"custom_config\":{\"temperature\":0.2}}".formatted(agent))
                .post(PATH, organization);
        String id = licensed.then().statusCode(201).extract().path("id");
        finds(agent, hot);
        as(owner)
                .header("If-Match", licensed.header("ETag"))
                .body("{\"custom_config\":{\"temperature\":\"hot\"}}")
                .patch(ONE, organization, id)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("custom_config.temperature"));
        as(owner)
                .header("If-Match", licensed.header("ETag"))
                .body("{\"is_active\":false}")
                .patch(ONE, organization, id)
                .then()
                .statusCode(200);

        asService(Scopes.INTERNAL_ENTITLEMENTS_READ)
                .get("/internal/agents/{a}/licences/configurations", agent)
                .then()
                .statusCode(200)
                .body("data.enterprise_agent_id", contains(id))
                .body("data[0].custom_config.temperature", equalTo(0.2f))
                .body("more", equalTo(false));
        asService(Scopes.INTERNAL_ENTITLEMENTS_READ)
                .get("/internal/agents/{a}/licences/configurations?after={id}", agent, id)
                .then()
                .body("data.size()", equalTo(0));
    }

    @Test
    void membersWithoutThePermissionAndStrangersAreKeptOut() {
        String agent = agent(owner, "private", null);
        String id = as(owner)
                .body(Map.of("agent_id", agent))
                .post(PATH, organization)
                .path("id");
        String member = newUser();
        addMember(organization, member, "member");
        String other = newOrganization(member);

        as(member).get(ONE, organization, id).then().statusCode(200);
        as(member).delete(ONE, organization, id).then().statusCode(403);
        as(member).get(ONE, other, id).then().statusCode(404);
        as(newUser()).get(ONE, organization, id).then().statusCode(404);
    }

    private void refused(String agent) {
        as(owner)
                .body(Map.of("agent_id", agent))
                .post(PATH, organization)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("agent_id"));
    }

    private static String agent(String createdBy, String visibility, @Nullable String organizationId) {
        String id = newId();
        String of = organizationId == null ? "null" : "\"" + organizationId + "\"";
        FakeServices.answer(
                "agent",
                "/internal/agents/" + id,
                "{\"agent_id\":\"%s\",\"created_by\":\"%s\",\"visibility\":\"%s\",\"organization_id\":%s,\"is_active\":true}"
                        .formatted(id, createdBy, visibility, of));
        finds(id, "");
        return id;
    }

    /** What the agent service finds wrong with a configuration, as JSON objects. */
    private static void finds(String agent, String violations) {
        FakeServices.answer(
                "agent", "/internal/agents/" + agent + "/config-check", "{\"violations\":[" + violations + "]}");
    }
}
