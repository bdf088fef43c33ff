package de.lopezitwelt.analytics.summary;

import static de.lopezitwelt.analytics.Api.eventually;
import static de.lopezitwelt.analytics.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.Conversation;
import de.lopezitwelt.analytics.OtherServices;
import de.lopezitwelt.contracts.agent.AgentCreated;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.testing.service.FakeServices;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import de.lopezitwelt.platform.web.identity.credential.ApiKeyFormat;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key of an organization is shown the totals of that organization's sessions, and nothing of its owner as a person. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class OrganizationKeyIT {
    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Inject
    OtherServices others;

    @Test
    void totalsOfTheOrganizationsSessionsAreShownAndNothingPersonal() {
        String owner = ids.next();
        String organization = ids.next();
        String agent = ids.next();
        String key = ApiKeyFormat.generate(new SecureRandom());
        FakeServices.keysAreOf(owner, organization, "analytics:read");
        var personal = new Conversation(events, ids, owner, agent, null);
        var foreign = new Conversation(events, ids, owner, agent, ids.next());
        var shared = new Conversation(events, ids, owner, agent, organization);
        others.publish(events.domain(
                new AgentCreated(agent, owner, AgentType.CHATBOT, AgentVisibility.ORGANIZATION, organization, 1),
                agent,
                1,
                "user:" + owner));
        for (Conversation conversation : List.of(personal, foreign, shared)) {
            others.publish(conversation.started(), conversation.question(1));
        }
        String token = TestTokens.user(owner);
        eventually(() -> {
            for (Conversation conversation : List.of(personal, foreign, shared)) {
                assertThat(get(token, "/sessions/" + conversation.id).jsonPath().getInt("total_messages"))
                        .isEqualTo(1);
            }
            assertThat(get(token, "/agents/" + agent).statusCode()).isEqualTo(200);
        });

        assertThat(get(key, "/sessions/" + shared.id).statusCode()).isEqualTo(200);
        for (String hidden : List.of(
                "/sessions/" + personal.id,
                "/sessions/" + foreign.id,
                "/users/me",
                "/users/" + owner,
                "/agents/" + agent,
                "/activity",
                "/activity?user_id=" + owner,
                "/activity?user_id=all")) {
            assertThat(get(key, hidden).statusCode()).as(hidden).isEqualTo(404);
        }
    }

    @Test
    void membersWithAnalyticsReadSeeTheNumbersOfTheirOrganizationsSessionsOnly() {
        String organization = ids.next();
        var shared = new Conversation(events, ids, ids.next(), ids.next(), organization);
        var personal = new Conversation(events, ids, shared.userId, shared.agentId, null);
        for (Conversation conversation : List.of(shared, personal)) {
            others.publish(conversation.started(), conversation.question(1));
        }
        eventually(() -> {
            for (Conversation conversation : List.of(shared, personal)) {
                assertThat(get(TestTokens.user(shared.userId), "/sessions/" + conversation.id)
                                .statusCode())
                        .isEqualTo(200);
            }
        });

        String admin = member(organization, "admin", "");
        assertThat(get(admin, "/sessions/" + shared.id).jsonPath().getInt("total_messages"))
                .isEqualTo(1);
        assertThat(get(admin, "/sessions/" + personal.id).statusCode()).isEqualTo(404);
        assertThat(get(member(organization, "viewer", "\"analytics.read\""), "/sessions/" + shared.id)
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(member(organization, "member", ""), "/sessions/" + shared.id)
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(member(organization, "admin", "\"!analytics.read\""), "/sessions/" + shared.id)
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(TestTokens.user(ids.next()), "/sessions/" + shared.id).statusCode())
                .isEqualTo(404);
    }

    private String member(String organization, String role, String permissions) {
        String userId = ids.next();
        FakeServices.answer(
                "org-billing",
                "/internal/memberships/" + organization + "/" + userId,
                "{\"organization_id\":\"%s\",\"user_id\":\"%s\",\"role\":\"%s\",\"permissions\":[%s],\"version\":1}"
                        .formatted(organization, userId, role, permissions));
        return TestTokens.user(userId);
    }

    @Test
    void theOrganizationOfASessionIsKnownFromWhicheverEventTellsIt() {
        String owner = ids.next();
        String organization = ids.next();
        String key = ApiKeyFormat.generate(new SecureRandom());
        FakeServices.keysAreOf(owner, organization, "analytics:read");
        var conversation = new Conversation(events, ids, owner, ids.next(), organization);
        others.publish(conversation.started());
        eventually(() -> assertThat(get(key, "/sessions/" + conversation.id).statusCode())
                .isEqualTo(200));

        others.publish(conversation.rated("4.00", null));

        eventually(() -> assertThat(
                        get(key, "/sessions/" + conversation.id).jsonPath().getString("satisfaction_score"))
                .isEqualTo("4.0"));
    }
}
