package de.lopezitwelt.agent.agent.publishing;

import static de.lopezitwelt.agent.Api.as;
import static de.lopezitwelt.agent.Api.asService;
import static de.lopezitwelt.agent.Api.member;
import static de.lopezitwelt.agent.Api.newAgent;
import static de.lopezitwelt.agent.Api.newId;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.audited;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import de.lopezitwelt.agent.agent.content.AgentExamples;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class VersionIT {
    private static final String PATH = "/api/v1/agents";
    private static final String ONE = PATH + "/{agent_id}";
    private static final String PUBLISH = ONE + "/versions/{n}/publish";

    private final String creator = newId();

    @Test
    void preparedVersionRepliesOnceItIsPublished() {
        String id = newAgent(creator, Map.of("config", Map.of("system_prompt", "first")));

        as(creator)
                .body("{\"config\":{\"system_prompt\":\"second\"}}")
                .post(ONE + "/versions", id)
                .then()
                .statusCode(201)
                .body("version_number", equalTo(2))
                .body("published_at", nullValue());
        as(creator)
                .get(ONE, id)
                .then()
                .header("ETag", equalTo("\"2\""))
                .body("version_number", equalTo(1))
                .body("newest_version_number", equalTo(2))
                .body("config.system_prompt", equalTo("first"));

        as(creator).header("If-Match", "\"1\"").post(PUBLISH, id, 2).then().statusCode(412);
        as(creator)
                .header("If-Match", "\"2\"")
                .post(PUBLISH, id, 2)
                .then()
                .statusCode(200)
                .body("version_number", equalTo(2))
                .body("config.system_prompt", equalTo("second"));
        as(creator).get(ONE + "/versions/{n}", id, 2).then().body("published_at", notNullValue());
        var state = events("lopez.agents.state", id, 3).getLast().envelope().path("data");
        assertThat(state.path("version_number").asLong()).isEqualTo(2);
        assertThat(state.path("etag").asLong()).isEqualTo(3);
    }

    @Test
    void earlierVersionComesBackAndTheNextChangeIsTheNewest() {
        String id = newAgent(creator, Map.of("config", Map.of("system_prompt", "first")));
        as(creator)
                .header("If-Match", "*")
                .body("{\"config\":{\"system_prompt\":\"second\"}}")
                .patch(ONE, id);

        as(creator)
                .post(PUBLISH, id, 1)
                .then()
                .statusCode(200)
                .body("version_number", equalTo(1))
                .body("newest_version_number", equalTo(2))
                .body("config.system_prompt", equalTo("first"));
        as(creator).post(PUBLISH, id, 1).then().statusCode(409);
        as(creator).post(PUBLISH, id, 7).then().statusCode(404);
        as(creator)
                .header("If-Match", "*")
                .body("{\"config\":{\"system_prompt\":\"third\"}}")
                .patch(ONE, id)
                .then()
                .body("version_number", equalTo(3));
        assertThat(audited(id, 4))
                .extracting(entry -> entry.path("event_type").asText())
                .contains("agent.rolled-back");
    }

    @Test
    void differenceNamesEachValueByItsPath() {
        String id = newAgent(creator, Map.of("config", Map.of("system_prompt", "a", "temperature", 0.5)));
        as(creator)
                .header("If-Match", "*")
                .body("{\"config\":{\"system_prompt\":\"b\",\"temperature\":null,\"top_p\":0.9}}")
                .patch(ONE, id);

        as(creator)
                .get(ONE + "/versions/{n}/diff", id, 2)
                .then()
                .statusCode(200)
                .body("from_version_number", equalTo(1))
                .body("changes.path", contains("/config/system_prompt", "/config/temperature", "/config/top_p"))
                .body("changes[0].before", equalTo("a"))
                .body("changes[0].after", equalTo("b"))
                .body("changes[1].after", nullValue())
                .body("changes[2].before", nullValue());
        as(creator).get(ONE + "/versions/{n}/diff?since=2", id, 2).then().body("changes", hasSize(0));
        as(creator).get(ONE + "/versions/{n}/diff?since=9", id, 2).then().statusCode(404);
        as(newId()).get(ONE + "/versions/{n}/diff", id, 2).then().statusCode(404);
    }

    @Test
    void versionsAreHeldAgainstTheSchemaAndBelongToManagers() {
        String id = newAgent(creator, Map.of("visibility", "public"));
        String stranger = newId();

        as(creator)
                .body("{\"config\":{\"temprature\":1}}")
                .post(ONE + "/versions", id)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("config.temprature"));
        as(creator)
                .body(Map.of("config", Map.of("system_prompt", "x".repeat(70_000))))
                .post(ONE + "/versions", id)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("config"));
        as(stranger).body("{\"config\":{}}").post(ONE + "/versions", id).then().statusCode(403);
        as(stranger).post(PUBLISH, id, 1).then().statusCode(403);
        as(stranger).body("{}").post(ONE + "/clone", id).then().statusCode(403);
    }

    @Test
    void unpublishedVersionsAreForManagersOnlyToUse() {
        String organization = newId();
        String manager = newId();
        member(organization, creator, "member");
        member(organization, manager, "admin");
        String id = newAgent(creator, Map.of("visibility", "organization", "organization_id", organization));
        as(creator).body("{\"config\":{\"system_prompt\":\"draft\"}}").post(ONE + "/versions", id);
        String internal = "/internal/agents/{id}/versions/{n}?user_id={user}";

        asService(Scopes.INTERNAL_AGENTS_READ)
                .get(internal, id, 1, newId())
                .then()
                .statusCode(200);
        asService(Scopes.INTERNAL_AGENTS_READ)
                .get(internal, id, 2, newId())
                .then()
                .statusCode(404);
        asService(Scopes.INTERNAL_AGENTS_READ)
                .get(internal, id, 2, manager)
                .then()
                .statusCode(200)
                .body("config.system_prompt", equalTo("draft"));
        as(creator).get(internal, id, 2, creator).then().statusCode(401);
    }

    @Test
    void examplesOfTheDocumentCanBeCreated() {
        for (String example : List.of(
                AgentExamples.CHATBOT, AgentExamples.ASSISTANT, AgentExamples.ANALYZER, AgentExamples.TRANSLATOR)) {
            as(creator).body(example).post(PATH).then().statusCode(201);
        }
    }

    @Test
    void copyIsPrivateAndTheCallersOwn() {
        String id = newAgent(
                creator, Map.of("name", "Original", "visibility", "public", "config", Map.of("temperature", 0.2)));

        as(creator)
                .body("{}")
                .post(ONE + "/clone", id)
                .then()
                .statusCode(201)
                .body("name", equalTo("Original (copy)"))
                .body("visibility", equalTo("private"))
                .body("version_number", equalTo(1))
                .body("config.temperature", equalTo(0.2f));
        as(creator).body("{}").post(ONE + "/clone", id).then().statusCode(409);
        as(creator).body("{\"name\":\"Other\"}").post(ONE + "/clone", id).then().statusCode(201);
    }

    @Test
    void offeredAgentPassesToWhoAccepts() {
        String heir = newId();
        String id = newAgent(creator, Map.of("config", Map.of("system_prompt", "mine")));
        String offer = "{\"user_id\":\"%s\"}".formatted(heir);

        as(heir).get(ONE, id).then().statusCode(404);
        as(heir).post(ONE + "/handover/accept", id).then().statusCode(404);
        as(heir).body(offer).put(ONE + "/handover", id).then().statusCode(404);
        as(creator)
                .body(offer)
                .put(ONE + "/handover", id)
                .then()
                .statusCode(200)
                .body("offered_to", equalTo(heir));
        as(heir).get(ONE, id).then().statusCode(200).body("config", nullValue()).body("offered_to", equalTo(heir));
        as(heir).get(PATH).then().body("data.id", hasItem(id));
        as(newId()).post(ONE + "/handover/accept", id).then().statusCode(404);

        as(creator).delete(ONE + "/handover", id).then().statusCode(200);
        as(heir).post(ONE + "/handover/accept", id).then().statusCode(404);
        as(creator).body(offer).put(ONE + "/handover", id).then().statusCode(200);
        as(heir).post(ONE + "/handover/accept", id)
                .then()
                .statusCode(200)
                .body("created_by", equalTo(heir))
                .body("config.system_prompt", equalTo("mine"));
        as(creator).get(ONE, id).then().statusCode(404);
        var state = events("lopez.agents.state", id, 5).getLast().envelope().path("data");
        assertThat(state.path("created_by").asText()).isEqualTo(heir);
    }

    @Test
    void nameOfAnAgentTakenOverMustBeFree() {
        String heir = newId();
        newAgent(heir, Map.of("name", "Same"));
        String id = newAgent(creator, Map.of("name", "Same"));
        as(creator).body("{\"user_id\":\"%s\"}".formatted(heir)).put(ONE + "/handover", id);

        as(heir).post(ONE + "/handover/accept", id)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:lopez:problem:name-taken"));
        as(creator).get(ONE, id).then().statusCode(200).body("created_by", equalTo(creator));
    }
}
