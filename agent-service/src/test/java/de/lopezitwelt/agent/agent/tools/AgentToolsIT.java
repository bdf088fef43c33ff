package de.lopezitwelt.agent.agent.tools;

import static de.lopezitwelt.agent.Api.as;
import static de.lopezitwelt.agent.Api.member;
import static de.lopezitwelt.agent.Api.newAgent;
import static de.lopezitwelt.agent.Api.newId;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class AgentToolsIT {
    private static final String TOOLS = "/api/v1/agents/{agent_id}/tools";

    private final String creator = newId();

    private String assistant(Object... tools) {
        return newAgent(creator, Map.of("type", "assistant", "config", Map.of("tools", List.of(tools))));
    }

    @Test
    void ownerSeesWhatTheNextReplyHasAndWhyOthersAreMissing() {
        String id = assistant("units", "http_get", "mcp:absent", "mcp:absent/one");

        as(creator)
                .get(TOOLS, id)
                .then()
                .statusCode(200)
                .body("agent_id", equalTo(id))
                .body("version_number", equalTo(1))
                .body("tools.name", contains("units"))
                .body("tools.offered_as", contains("units"))
                .body("tools.server", contains(nullValue()))
                .body("tools.description", everyItem(not(equalTo(""))))
                .body("left_out.name", contains("http_get", "*", "one"))
                .body("left_out.server", contains(null, "absent", "absent"))
                .body("left_out.why", everyItem(equalTo("not_allowed")))
                .body(
                        "left_out.reason",
                        contains(
                                "the operator has not allowed it",
                                "the operator has registered no server of this name",
                                "the operator has registered no server of this name"));
    }

    @Test
    void agentsOfOtherTypesHaveNoTools() {
        String id = newAgent(creator, Map.of());

        as(creator).get(TOOLS, id).then().statusCode(200).body("tools", empty()).body("left_out", empty());
    }

    @Test
    void preparedVersionShowsItsOwnTools() {
        String id = assistant("calculator");
        as(creator)
                .body("{\"config\":{\"tools\":[\"date_time\"]}}")
                .post("/api/v1/agents/{agent_id}/versions", id)
                .then()
                .statusCode(201);

        as(creator).get(TOOLS, id).then().body("tools.name", contains("calculator"));
        as(creator)
                .get(TOOLS + "?version_number=2", id)
                .then()
                .body("version_number", equalTo(2))
                .body("tools.name", contains("date_time"));
        as(creator).get(TOOLS + "?version_number=3", id).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5"})
    void versionIsANumber(String version) {
        as(creator)
                .get(TOOLS + "?version_number=" + version, assistant("calculator"))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("version_number"));
    }

    @Test
    void toolsAreForThoseWhoManageTheAgent() {
        String organization = newId();
        String manager = newId();
        String reader = newId();
        member(organization, creator, "owner");
        member(organization, manager, "admin");
        member(organization, reader, "member");
        String shared = newAgent(
                creator, Map.of("type", "assistant", "visibility", "organization", "organization_id", organization));
        String open = newAgent(creator, Map.of("type", "assistant", "visibility", "public"));

        as(manager).get(TOOLS, shared).then().statusCode(200);
        as(reader).get(TOOLS, shared).then().statusCode(403);
        as(newId()).get(TOOLS, shared).then().statusCode(404);
        as(newId()).get(TOOLS, open).then().statusCode(403);
        as(creator).get(TOOLS, newId()).then().statusCode(404);
    }
}
