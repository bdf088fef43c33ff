package de.lopezitwelt.orgbilling.erasure;

import static de.lopezitwelt.orgbilling.Api.addMember;
import static de.lopezitwelt.orgbilling.Api.as;
import static de.lopezitwelt.orgbilling.Api.newId;
import static de.lopezitwelt.orgbilling.Api.newOrganization;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static de.lopezitwelt.orgbilling.Api.publish;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.contracts.user.UserErased;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.contracts.user.UserErasureRequested;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import de.lopezitwelt.platform.testing.service.FakeServices;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class ErasureIT {
    private static final String MEMBER = "/api/v1/organizations/{id}/members/{user}";

    @Inject
    Events events;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @Test
    void theOnlyOwnerIsRefused() {
        String owner = newUser();
        newOrganization(owner);

        publish(events.domain(new UserErasureRequested(owner), owner, 2, null));

        JsonNode vote = vote(owner, "refused");
        assertThat(vote.path("service").asText()).isEqualTo("org-billing-service");
        assertThat(vote.path("reason").asText()).contains("only owner");
    }

    @Test
    void anApprovedErasureLeavesNothingAndPassesTheOrganizationsPlanOn() {
        String leaving = newUser();
        String staying = newUser();
        String organization = newOrganization(leaving);
        addMember(organization, staying, "owner");
        String personal = as(leaving)
                .body(Map.of("plan_type", "basic"))
                .post("/api/v1/subscriptions")
                .path("id");
        String shared = as(leaving)
                .get("/api/v1/subscriptions?organization_id={o}", organization)
                .path("data[0].id");

        publish(events.domain(new UserErasureRequested(leaving), leaving, 2, null));
        vote(leaving, "accepted");
        as(staying)
                .delete(MEMBER, organization, staying)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:lopez:problem:last-owner"));
        publish(events.domain(new UserErasureApproved(leaving), leaving, 3, null));
        vote(leaving, "completed");

        as(staying).get(MEMBER, organization, leaving).then().statusCode(404);
        as(staying)
                .get("/api/v1/subscriptions/{id}", shared)
                .then()
                .statusCode(200)
                .body("user_id", equalTo(staying));
        assertThat(events("lopez.memberships.state", organization + ":" + leaving, 2)
                        .getLast()
                        .event())
                .isNull();
        assertThat(events("lopez.entitlements.state", "user:" + leaving, 2)
                        .getLast()
                        .event())
                .isNull();
        assertThat(type(events("lopez.subscriptions", personal, 2)))
                .isEqualTo("de.lopezitwelt.subscription.expired.v1");
        assertThat(type(events("lopez.subscriptions", shared, 2))).isEqualTo("de.lopezitwelt.subscription.changed.v1");
        assertThat(audited("member.removed", "old_values", "user_id", leaving))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.path("actor").asText()).isEqualTo("service:org-billing-service");
                    assertThat(record.path("data")
                                    .path("old_values")
                                    .path("role")
                                    .asText())
                            .isEqualTo("owner");
                });
        assertThat(audited("subscription.changed", "new_values", "id", shared))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.path("actor").asText()).isEqualTo("service:org-billing-service");
                    assertThat(record.path("data")
                                    .path("new_values")
                                    .path("user_id")
                                    .asText())
                            .isEqualTo(staying);
                });
        assertThat(audited("subscription.expired", "old_values", "id", personal))
                .hasSize(1);
    }

    @Test
    void aDeletedAgentsLicencesEnd() {
        String owner = newUser();
        String organization = newOrganization(owner);
        String agent = newId();
        FakeServices.answer(
                "agent",
                "/internal/agents/" + agent,
                "{\"agent_id\":\"%s\",\"created_by\":\"%s\",\"visibility\":\"public\",\"is_active\":true}"
                        .formatted(agent, newId()));
        String licence = as(owner)
                .body(Map.of("agent_id", agent))
                .post("/api/v1/organizations/{id}/agents", organization)
                .path("id");

        publish(events.domain(new AgentDeleted(agent), agent, 5, null));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> as(owner)
                                .get("/api/v1/organizations/{id}/agents/{l}", organization, licence)
                                .statusCode()
                        == 404);
        assertThat(type(events("lopez.organizations", organization, 4)))
                .isEqualTo("de.lopezitwelt.organization.agent-license-removed.v1");
        assertThat(events("lopez.entitlements.state", "enterprise_agent:" + licence, 2)
                        .getLast()
                        .event())
                .isNull();
        assertThat(audited("agent.license-removed", "old_values", "id", licence))
                .singleElement()
                .satisfies(
                        record -> assertThat(record.path("actor").asText()).isEqualTo("service:org-billing-service"));
    }

    @Test
    void lateSnapshotsBringNobodyBack() {
        String user = newId();
        String agent = newId();
        publish(events.domain(new UserErasureApproved(user), user, 2, null));
        vote(user, "completed");
        publish(events.domain(new AgentDeleted(agent), agent, 2, null));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rows("erased_ids WHERE subject_type = 'agent' AND subject_id = ?", agent) == 1);

        for (String id : List.of(user, newId())) {
            publish(events.state(new UserState(id, UserStatus.ACTIVE, UserRole.USER, null, null), id, 1));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> id.equals(user) || rows("user_replicas WHERE user_id = ?", id) == 1);
        }
        for (String id : List.of(agent, newId())) {
            publish(events.state(agent(id), id, 1));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> id.equals(agent) || rows("agent_replicas WHERE agent_id = ?", id) == 1);
        }

        assertThat(rows("user_replicas WHERE user_id = ?", user)).isZero();
        assertThat(rows("agent_replicas WHERE agent_id = ?", agent)).isZero();
    }

    @Test
    void theEndOfAnErasureTakesWhatCameInMeanwhile() {
        String user = newId();
        publish(events.state(new UserState(user, UserStatus.ERASING, UserRole.USER, null, null), user, 1));
        await().atMost(Duration.ofSeconds(20)).until(() -> rows("user_replicas WHERE user_id = ?", user) == 1);

        publish(events.domain(new UserErased(user), user, 4, null));

        await().atMost(Duration.ofSeconds(20)).until(() -> rows("user_replicas WHERE user_id = ?", user) == 0);
    }

    private long rows(String condition, String id) {
        return worker.preparedQuery("SELECT COUNT(*) FROM " + condition)
                .execute(Tuple.of(id))
                .await()
                .atMost(Duration.ofSeconds(20))
                .iterator()
                .next()
                .getLong(0);
    }

    private static AgentState agent(String id) {
        return new AgentState(
                id,
                newId(),
                "Late",
                AgentType.CHATBOT,
                "local",
                JsonNodeFactory.instance.objectNode(),
                null,
                AgentVisibility.PRIVATE,
                null,
                true,
                1,
                1);
    }

    private static String type(List<TopicProbe.Entry> told) {
        JsonNode event = told.getLast().event();
        return event == null ? "tombstone" : event.path("type").asText();
    }

    /** Audit records of a kind whose values name this id; waits for the first one. */
    private static List<JsonNode> audited(String what, String values, String field, String id) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> TopicProbe.read("lopez.audit").stream()
                                .map(TopicProbe.Entry::envelope)
                                .filter(event -> event.path("data")
                                        .path("event_type")
                                        .asText()
                                        .equals(what))
                                .filter(event -> event.path("data")
                                        .path(values)
                                        .path(field)
                                        .asText()
                                        .equals(id))
                                .toList(),
                        found -> !found.isEmpty());
    }

    private static JsonNode vote(String userId, String outcome) {
        return await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(
                        () -> TopicProbe.read("lopez.erasures").stream()
                                .map(TopicProbe.Entry::envelope)
                                .filter(event -> event.path("type").asText().endsWith("erasure." + outcome + ".v1"))
                                .map(event -> event.path("data"))
                                .filter(data -> data.path("subject_id").asText().equals(userId))
                                .findFirst()
                                .orElseThrow(),
                        found -> true);
    }
}
