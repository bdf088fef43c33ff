package de.lopezitwelt.agent.agent;

import static de.lopezitwelt.agent.Api.as;
import static de.lopezitwelt.agent.Api.asModerator;
import static de.lopezitwelt.agent.Api.asService;
import static de.lopezitwelt.agent.Api.member;
import static de.lopezitwelt.agent.Api.newAgent;
import static de.lopezitwelt.agent.Api.newId;
import static de.lopezitwelt.platform.testing.Concurrently.atOnce;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.audited;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class AgentIT {
    private static final String PATH = "/api/v1/agents";
    private static final String ONE = PATH + "/{agent_id}";

    private final String creator = newId();

    @Test
    void createdAgentIsToldWithItsFirstVersion() {
        String id = as(creator)
                .body("""
                        {"name":"Helper","type":"assistant","model":"lopez-offline","capabilities":["support"],
                         "config":{"system_prompt":"Be brief.","temperature":0.5}}""")
                .post(PATH)
                .then()
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .body("visibility", equalTo("private"))
                .body("config.temperature", equalTo(0.5f))
                .body("capabilities", contains("support"))
                .body("version_number", equalTo(1))
                .body("is_active", equalTo(true))
                .extract()
                .path("id");

        as(creator).get(ONE, id).then().statusCode(200).body("config.system_prompt", equalTo("Be brief."));
        as(creator)
                .get(ONE + "/versions", id)
                .then()
                .body("data", hasSize(1))
                .body("data[0].config.temperature", equalTo(0.5f))
                .body("data[0].created_by", equalTo(creator));
        var told = events("lopez.agents", id, 1).getFirst().envelope();
        assertThat(told.path("type").asText()).isEqualTo("de.lopezitwelt.agent.created.v1");
        assertThat(told.path("actor").asText()).isEqualTo("user:" + creator);
        var state = events("lopez.agents.state", id, 1).getFirst().envelope().path("data");
        assertThat(state.path("config").path("system_prompt").asText()).isEqualTo("Be brief.");
        assertThat(state.path("etag").asLong()).isEqualTo(1);
        var record = audited(id, 1).getFirst();
        assertThat(record.path("event_type").asText()).isEqualTo("agent.created");
        assertThat(record.path("user_id").asText()).isEqualTo(creator);
    }

    @Test
    void modelAndConfigurationHaveDefaults() {
        as(creator)
                .body(Map.of("name", "Plain", "type", "chatbot"))
                .post(PATH)
                .then()
                .statusCode(201)
                .body("model", equalTo("lopez-offline"))
                .body("config", equalTo(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"x\",\"type\":\"chatbot\",\"config\":{\"temprature\":1}}|config.temprature",
                "{\"name\":\"x\",\"type\":\"chatbot\",\"config\":{\"temperature\":\"hot\"}}|config.temperature",
                "{\"name\":\"x\",\"type\":\"chatbot\",\"config\":[]}|config",
                "{\"name\":\"x\",\"type\":\"chatbot\",\"model\":\"gpt-unknown\"}|model",
                "{\"name\":\"x\",\"type\":\"robot\"}|type",
                "{\"name\":\" \",\"type\":\"chatbot\"}|name",
                "{\"name\":\"x\"}|type",
                "{\"name\":\"x\",\"type\":\"chatbot\",\"capabilities\":[\"No Spaces\"]}|capabilities[0]",
                "{\"name\":\"x\",\"type\":\"chatbot\",\"visibility\":\"organization\"}|organization_id",
                "{\"name\":\"x\",\"type\":\"chatbot\",\"is_active\":false}|is_active"
            })
    void badInputIsRefusedByField(String body, String field) {
        as(creator).body(body).post(PATH).then().statusCode(400).body("violations[0].field", equalTo(field));
    }

    @Test
    void nameIsUniquePerCreator() {
        newAgent(creator, Map.of("name", "Twin"));

        as(creator)
                .body(Map.of("name", "Twin", "type", "chatbot"))
                .post(PATH)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:lopez:problem:name-taken"));
        newAgent(newId(), Map.of("name", "Twin"));
    }

    @Test
    void parallelCreatesWithOneKeyMakeOneAgent() throws Exception {
        Callable<Response> create = () -> as(creator)
                .header("Idempotency-Key", "k-" + creator)
                .body(Map.of("name", "Once", "type", "chatbot"))
                .post(PATH);

        List<Response> answers = atOnce(Collections.nCopies(50, create));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers.stream().map(answer -> answer.body().asString()).distinct())
                .hasSize(1);
        as(creator).get(PATH + "?mine=true").then().body("data", hasSize(1));
    }

    @Test
    void ofTwoPatchesWithOneVersionOneIsRefused() throws Exception {
        String id = newAgent(creator, Map.of());
        Callable<Response> patch = () -> as(creator)
                .header("If-Match", "\"1\"")
                .body("{\"config\":{\"temperature\":0.1}}")
                .patch(ONE, id);

        List<Response> answers = atOnce(List.of(patch, patch));

        assertThat(answers.stream().map(Response::statusCode)).containsExactlyInAnyOrder(200, 412);
        as(creator).get(ONE + "/versions", id).then().body("data.version_number", contains(2, 1));
    }

    @Test
    void onlyChangesOfModelOrConfigurationMakeVersions() {
        String id = newAgent(creator, Map.of("config", Map.of("temperature", 0.3, "system_prompt", "a")));

        as(creator)
                .header("If-Match", "\"1\"")
                .body("{\"description\":\"d\",\"config\":{\"temperature\":0.3}}")
                .patch(ONE, id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("version_number", equalTo(1));
        as(creator)
                .header("If-Match", "\"2\"")
                .body("{\"config\":{\"temperature\":null}}")
                .patch(ONE, id)
                .then()
                .statusCode(200)
                .body("version_number", equalTo(2))
                .body("config", equalTo(Map.of("system_prompt", "a")));
        as(creator).get(ONE + "/versions/{n}", id, 1).then().statusCode(200).body("config.temperature", equalTo(0.3f));
        as(creator).get(ONE + "/versions/{n}", id, 9).then().statusCode(404);
        as(creator)
                .header("If-Match", "*")
                .body("{\"type\":\"analyzer\"}")
                .patch(ONE, id)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("type"));
        as(creator)
                .header("If-Match", "*")
                .body("{\"config\":{\"unknown\":1}}")
                .patch(ONE, id)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("config.unknown"));
        assertThat(events("lopez.agents", id, 3).stream()
                        .map(entry -> entry.envelope().path("aggregateversion").asLong()))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void foreignAgentsAreUnknownUntilTheyArePublic() {
        String stranger = newId();
        String id = newAgent(creator, Map.of("config", Map.of("system_prompt", "secret sauce")));

        as(stranger).get(ONE, id).then().statusCode(404);
        as(stranger).get(ONE + "/versions", id).then().statusCode(404);
        as(stranger).header("If-Match", "*").body("{}").patch(ONE, id).then().statusCode(404);
        as(stranger).delete(ONE, id).then().statusCode(404);
        assertThat(comparable(as(stranger).get(ONE, id)))
                .isEqualTo(comparable(as(stranger).get(ONE, newId())));

        as(creator).header("If-Match", "*").body("{\"visibility\":\"public\"}").patch(ONE, id);
        as(stranger).get(ONE, id).then().statusCode(200).body("config", nullValue());
        as(stranger).get(ONE + "/versions", id).then().statusCode(403);
        as(stranger).header("If-Match", "*").body("{}").patch(ONE, id).then().statusCode(403);
    }

    @Test
    void organizationSeesItsAgentsAndItsManagersChangeThem() {
        String organization = newId();
        String colleague = newId();
        String manager = newId();
        member(organization, creator, "member");
        member(organization, colleague, "viewer");
        member(organization, manager, "admin");
        String id = newAgent(creator, Map.of("visibility", "organization", "organization_id", organization));

        as(colleague).get(ONE, id).then().statusCode(200).body("config", nullValue());
        as(colleague).header("If-Match", "*").body("{}").patch(ONE, id).then().statusCode(403);
        as(manager)
                .header("If-Match", "*")
                .body("{\"config\":{\"temperature\":0.9}}")
                .patch(ONE, id)
                .then()
                .statusCode(200)
                .body("version_number", equalTo(2));
        as(manager)
                .header("If-Match", "*")
                .body("{\"visibility\":\"public\",\"organization_id\":null}")
                .patch(ONE, id)
                .then()
                .statusCode(403);
        as(manager).delete(ONE, id).then().statusCode(403);
        as(newId()).get(ONE, id).then().statusCode(404);
        as(colleague)
                .body(Map.of(
                        "name", "n", "type", "chatbot", "visibility", "organization", "organization_id", organization))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("organization_id"));
    }

    @Test
    void listIsFilteredAndPagedNewestFirst() {
        String first = newAgent(creator, Map.of("type", "translator", "config", translator()));
        String second = newAgent(creator, Map.of("visibility", "public"));
        String third = newAgent(creator, Map.of());

        String cursor = as(creator)
                .get(PATH + "?mine=true&limit=2")
                .then()
                .body("data.id", contains(third, second))
                .extract()
                .path("next_cursor");
        as(creator)
                .get(PATH + "?mine=true&limit=2&cursor={c}", cursor)
                .then()
                .body("data.id", contains(first))
                .body("next_cursor", nullValue());
        as(creator).get(PATH + "?mine=true&type=translator").then().body("data.id", contains(first));
        as(creator).get(PATH + "?mine=true&visibility=public").then().body("data.id", contains(second));
        List<String> seen = as(newId()).get(PATH + "?limit=100").path("data.id");
        assertThat(seen).contains(second).doesNotContain(first, third);
        as(creator).get(PATH + "?type=robot").then().statusCode(400).body("violations[0].field", equalTo("type"));
    }

    @Test
    void moderatorsSuspendAndResume() {
        String id = newAgent(creator, Map.of("visibility", "public"));

        as(creator).post(ONE + "/suspend", id).then().statusCode(403);
        asModerator().post(ONE + "/suspend", id).then().statusCode(200).body("is_active", equalTo(false));
        asModerator().post(ONE + "/suspend", id).then().statusCode(409);
        as(creator).get(ONE, id).then().body("is_active", equalTo(false));
        asModerator().post(ONE + "/resume", id).then().statusCode(200).body("is_active", equalTo(true));
        var told = events("lopez.agents", id, 3);
        assertThat(told.get(1).envelope().path("type").asText()).isEqualTo("de.lopezitwelt.agent.suspended.v1");
        assertThat(told.get(2).envelope().path("type").asText()).isEqualTo("de.lopezitwelt.agent.resumed.v1");
    }

    @Test
    void servicesReadTheStateWithTheirScope() {
        String id = newAgent(creator, Map.of());

        asService(Scopes.INTERNAL_AGENTS_READ)
                .get("/internal/agents/{id}", id)
                .then()
                .statusCode(200)
                .body("agent_id", equalTo(id))
                .body("visibility", equalTo("private"))
                .body("etag", equalTo(1));
        asService(Scopes.INTERNAL_AGENTS_READ)
                .get("/internal/agents/{id}", newId())
                .then()
                .statusCode(404);
        asService(Scopes.INTERNAL_USERS_READ)
                .get("/internal/agents/{id}", id)
                .then()
                .statusCode(403);
        as(creator).get("/internal/agents/{id}", id).then().statusCode(401);
    }

    @Test
    void servicesFindAPersonsOwnAgentByItsName() {
        String name = "Who & what? " + newId();
        String id = newAgent(creator, Map.of("name", name));

        named(Scopes.INTERNAL_AGENTS_READ, creator, name)
                .statusCode(200)
                .body("agent_id", equalTo(id))
                .body("name", equalTo(name));
        named(Scopes.INTERNAL_AGENTS_READ, newId(), name).statusCode(404);
        named(Scopes.INTERNAL_AGENTS_READ, "x", name).statusCode(400);
        named(Scopes.INTERNAL_USERS_READ, creator, name).statusCode(403);
    }

    private static ValidatableResponse named(String scope, String user, String name) {
        return asService(scope)
                .queryParam("created_by", user)
                .queryParam("name", name)
                .get("/internal/agents")
                .then();
    }

    @Test
    void catalogListsModelsAndSchemas() {
        as(creator)
                .get("/api/v1/models")
                .then()
                .statusCode(200)
                .body("data[0].name", equalTo("lopez-offline"))
                .body("data[0].offline", equalTo(true))
                .body("data[0].status", equalTo("up"))
                .body("data[0].is_default", equalTo(true));
        as(creator)
                .get("/api/v1/agent-config-schema?type=analyzer")
                .then()
                .statusCode(200)
                .body("type", equalTo("object"));
        as(creator).get("/api/v1/agent-config-schema?type=x").then().statusCode(400);
    }

    private static Map<String, Object> translator() {
        return Map.of("source_language", "de", "target_language", "en");
    }

    private static Map<String, Object> comparable(Response answer) {
        Map<String, Object> body = answer.jsonPath().getMap("");
        body.remove("instance");
        return body;
    }
}
