package de.lopezitwelt.system.billing;

import static de.lopezitwelt.system.billing.EntitlementIT.tokensInChat;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What org-billing decides is felt by the services that obey: what was bought, and an organization that is deactivated. */
class BillingIT {
    private static final String UNLIMITED = "null";
    private static final Map<String, String> PATCHING =
            Map.of("If-Match", "*", "Content-Type", "application/merge-patch+json");

    private final Platform platform = Platform.running();

    @Test
    void nobodyGetsAPlanForNothing() throws SQLException {
        Person fresh = Person.register(platform, "Fresh");
        String subscriptions = platform.orgBilling("/api/v1/subscriptions");
        String enterprise = "{\"plan_type\":\"enterprise\",\"billing_cycle\":\"yearly\"}";
        Platform.eventually(() -> assertThat(tokensInChat(platform, fresh)).isEqualTo(Platform.FREE_TOKENS));

        assertThat(fresh.client()
                        .post(subscriptions, enterprise)
                        .expectProblem(403)
                        .text("code"))
                .isEqualTo("email-not-verified");
        Answer asked = fresh.verified(platform)
                .client()
                .post(subscriptions, enterprise)
                .expect(201);

        assertThat(asked.text("plan_type")).isEqualTo("free");
        assertThat(asked.json().at("/pending/plan_type").asText()).isEqualTo("enterprise");
        String approve = subscriptions + "/" + asked.text("id") + "/approve";
        fresh.client().post(approve, "").expectProblem(403);
        Person other = Person.register(platform, "Other");
        Platform.eventually(() -> assertThat(tokensInChat(platform, other)).isEqualTo(Platform.FREE_TOKENS));
        // what came later has arrived: the request has lifted nothing
        assertThat(tokensInChat(platform, fresh)).isEqualTo(Platform.FREE_TOKENS);

        platform.administrator().client().post(approve, "").expect(200);

        Platform.eventually(() -> assertThat(tokensInChat(platform, fresh)).isEqualTo(UNLIMITED));
    }

    @Test
    void deactivatedOrganizationIsFeltByChatAgentsAndKeysUntilItIsActiveAgain() {
        Person owner = Person.register(platform, "Owner");
        Person member = Person.register(platform, "Member");
        String id = owner.client()
                .post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Contoso\"}")
                .expect(201)
                .text("id");
        String organization = platform.orgBilling("/api/v1/organizations/" + id);
        member.join(platform, owner, id, "member");
        String agent = owner.client()
                .post(
                        platform.agent("/api/v1/agents"),
                        "{\"name\":\"shared\",\"type\":\"assistant\",\"model\":\"" + Platform.OFFLINE_MODEL
                                + "\",\"visibility\":\"organization\",\"organization_id\":\"" + id + "\"}")
                .expect(201)
                .text("id");
        Client key = Client.as(member.client()
                .post(
                        platform.auth("/api/v1/api-keys"),
                        "{\"name\":\"bound\",\"scopes\":[\"chat:read\",\"chat:write\"],\"organization_id\":\"" + id
                                + "\"}")
                .expect(201)
                .text("key"));
        String sessions = platform.chat("/api/v1/sessions");
        String forIt = "{\"agent_id\":\"" + agent + "\",\"organization_id\":\"" + id + "\"}";
        String withItsAgent = "{\"agent_id\":\"" + agent + "\"}";
        Platform.eventually(() -> member.client().post(sessions, forIt).expect(201));
        Platform.eventually(() -> member.client().post(sessions, withItsAgent).expect(201));
        key.post(sessions, withItsAgent).expect(201);

        owner.client()
                .send("PATCH", organization, "{\"is_active\":false}", PATCHING)
                .expect(200);

        Platform.eventually(() -> {
            assertThat(member.client().post(sessions, forIt).expectProblem(403).text("code"))
                    .isEqualTo("organization-inactive");
            assertThat(member.client()
                            .post(sessions, withItsAgent)
                            .expectProblem(400)
                            .violatedFields())
                    .containsExactly("agent_id");
            key.get(sessions).expect(401);
        });
        member.client().get(organization).expect(200);

        owner.client()
                .send("PATCH", organization, "{\"is_active\":true}", PATCHING)
                .expect(200);

        Platform.eventually(() -> {
            member.client().post(sessions, forIt).expect(201);
            member.client().post(sessions, withItsAgent).expect(201);
            key.post(sessions, withItsAgent).expect(201);
        });
    }
}
