package de.lopezitwelt.agent.erasure;

import static de.lopezitwelt.agent.Api.as;
import static de.lopezitwelt.agent.Api.member;
import static de.lopezitwelt.agent.Api.newAgent;
import static de.lopezitwelt.agent.Api.newId;
import static de.lopezitwelt.agent.Api.publish;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.organization.OrganizationDeleted;
import de.lopezitwelt.contracts.user.UserErased;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.contracts.user.UserErasureRequested;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
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
    private static final String ONE = "/api/v1/agents/{agent_id}";

    @Inject
    Events events;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    private final String creator = newId();

    @Test
    void whoseAgentsOthersSeeIsRefused() {
        newAgent(creator, Map.of("visibility", "public"));

        publish(events.domain(new UserErasureRequested(creator), creator, 2, null));

        assertThat(vote(creator, "refused").path("reason").asText()).contains("1 agent");
    }

    @Test
    void anApprovedErasureDeletesTheAgents() {
        String id = newAgent(creator, Map.of());

        publish(events.domain(new UserErasureRequested(creator), creator, 2, null));
        vote(creator, "accepted");
        publish(events.domain(new UserErasureApproved(creator), creator, 3, null));
        vote(creator, "completed");

        as(creator).get(ONE, id).then().statusCode(404);
        assertThat(events("lopez.agents.state", id, 2).getLast().event()).isNull();
        JsonNode audited = audited("agent.deleted", id);
        assertThat(audited.path("actor").asText()).isEqualTo("service:agent-service");
        assertThat(audited.path("data").hasNonNull("old_values")).isFalse();
    }

    @Test
    void agentsOfADeletedOrganizationBecomePrivate() {
        String organization = newId();
        String colleague = newId();
        member(organization, creator, "member");
        member(organization, colleague, "viewer");
        String id = newAgent(creator, Map.of("visibility", "organization", "organization_id", organization));
        as(colleague).get(ONE, id).then().statusCode(200);

        publish(events.domain(new OrganizationDeleted(organization), organization, 9, null));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> as(colleague).get(ONE, id).statusCode() == 404);
        var state = events("lopez.agents.state", id, 2).getLast().envelope().path("data");
        assertThat(state.path("visibility").asText()).isEqualTo("private");
        assertThat(state.path("etag").asLong()).isEqualTo(2);
        JsonNode audited = audited("agent.organization-deleted", id);
        assertThat(audited.path("actor").asText()).isEqualTo("service:agent-service");
        assertThat(audited.at("/data/old_values/visibility").asText()).isEqualTo("organization");
        assertThat(audited.at("/data/new_values/visibility").asText()).isEqualTo("private");
        as(creator).get(ONE, id).then().statusCode(200).header("ETag", org.hamcrest.Matchers.equalTo("\"2\""));
    }

    @Test
    void membershipsComeFromTheStateTopicAndEndWithItsTombstone() {
        String organization = newId();
        String colleague = newId();
        member(organization, creator, "member");
        String id = newAgent(creator, Map.of("visibility", "organization", "organization_id", organization));
        String key = organization + ":" + colleague;

        publish(events.state(new MembershipState(organization, colleague, MemberRole.VIEWER, List.of()), key, 3));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> as(colleague)
                        .get("/api/v1/agents?organization_id={o}", organization)
                        .<List<String>>path("data.id")
                        .contains(id));
        as(colleague).get(ONE, id).then().statusCode(200);

        publish(events.tombstone(MembershipState.class, key, 4));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> as(colleague).get(ONE, id).statusCode() == 404);
    }

    @Test
    void aLateMembershipBringsNobodyBack() {
        String organization = newId();
        String colleague = newId();
        publish(events.domain(new UserErasureApproved(creator), creator, 2, null));
        vote(creator, "completed");

        for (String user : List.of(creator, colleague)) {
            publish(events.state(
                    new MembershipState(organization, user, MemberRole.MEMBER, null), organization + ":" + user, 1));
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> memberships(colleague) == 1);
        assertThat(memberships(creator)).isZero();
    }

    @Test
    void theEndOfAnErasureTakesWhatCameInMeanwhile() {
        String organization = newId();
        publish(events.state(
                new MembershipState(organization, creator, MemberRole.MEMBER, null), organization + ":" + creator, 1));
        await().atMost(Duration.ofSeconds(20)).until(() -> memberships(creator) == 1);

        publish(events.domain(new UserErased(creator), creator, 4, null));

        await().atMost(Duration.ofSeconds(20)).until(() -> memberships(creator) == 0);
    }

    private long memberships(String user) {
        return worker.preparedQuery("SELECT COUNT(*) FROM membership_replicas WHERE user_id = ?")
                .execute(Tuple.of(user))
                .await()
                .atMost(Duration.ofSeconds(20))
                .iterator()
                .next()
                .getLong(0);
    }

    private static JsonNode audited(String what, String recordId) {
        return await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(
                        () -> TopicProbe.read("lopez.audit").stream()
                                .map(TopicProbe.Entry::envelope)
                                .filter(event ->
                                        event.at("/data/event_type").asText().equals(what))
                                .filter(event ->
                                        event.at("/data/record_id").asText().equals(recordId))
                                .findFirst()
                                .orElseThrow(),
                        found -> true);
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
