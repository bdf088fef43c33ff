package de.lopezitwelt.agent.agent.deletion;

import static de.lopezitwelt.agent.Api.as;
import static de.lopezitwelt.agent.Api.newAgent;
import static de.lopezitwelt.agent.Api.newId;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServices;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class AgentDeletionIT {
    private static final String ONE = "/api/v1/agents/{agent_id}";

    @Inject
    Pool pool;

    private final String creator = newId();

    @Test
    void unusedAgentGoesWithItsVersions() {
        String id = newAgent(creator, Map.of("name", "Short-lived"));

        as(creator).header("If-Match", "\"9\"").delete(ONE, id).then().statusCode(412);
        as(creator).delete(ONE, id).then().statusCode(204);

        as(creator).get(ONE, id).then().statusCode(404);
        as(creator).delete(ONE, id).then().statusCode(404);
        var told = events("lopez.agents", id, 3);
        assertThat(told.getLast().envelope().path("type").asText()).isEqualTo("de.lopezitwelt.agent.deleted.v1");
        assertThat(told.stream()
                        .map(entry -> entry.envelope().path("aggregateversion").asLong()))
                .containsExactly(1L, 2L, 3L);
        assertThat(events("lopez.agents.state", id, 3).getLast().event()).isNull();
        newAgent(creator, Map.of("name", "Short-lived"));
    }

    @Test
    void agentInUseIsKeptAndWorksAsBefore() {
        String id = newAgent(creator, Map.of());
        FakeServices.answer("chat", "/internal/agents/" + id + "/sessions", "{\"count\":3}");

        as(creator)
                .delete(ONE, id)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:lopez:problem:agent-in-use"))
                .body("sessions", equalTo(3));

        as(creator).get(ONE, id).then().statusCode(200).body("is_active", equalTo(true));
        FakeServices.forget("chat", "/internal/agents/" + id + "/sessions");
        FakeServices.answer("org-billing", "/internal/agents/" + id + "/licences", "{\"count\":1}");
        as(creator).delete(ONE, id).then().statusCode(409).body("licences", equalTo(1));
    }

    @Test
    void aDeletionThatWasCutOffIsFinishedLater() {
        String id = newAgent(creator, Map.of());

        pool.preparedQuery("UPDATE ai_agents SET deleting_at = '2026-01-01', is_active = 0 WHERE id = ?")
                .execute(Tuple.of(id))
                .subscribeAsCompletionStage()
                .join();

        as(creator).header("If-Match", "*").body("{}").patch(ONE, id).then().statusCode(409);
        await().until(() -> as(creator).get(ONE, id).statusCode() == 404);
        assertThat(events("lopez.agents", id, 2)
                        .getLast()
                        .envelope()
                        .path("actor")
                        .asText())
                .isEqualTo("service:agent-service");
    }
}
