package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import org.junit.jupiter.api.Test;

/** What an organization has licensed, its members find, read and use, and never learn how it is made. */
class LicensedAgentIT {
    private final Platform platform = Platform.running();

    @Test
    void aMemberFindsReadsAndUsesTheAgentThatTheirOrganizationLicensed() {
        Person owner = Person.register(platform, "Owner");
        Person member = Person.register(platform, "Member");
        String organization = owner.client()
                .post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Licensee\"}")
                .expect(201)
                .text("id");
        member.join(platform, owner, organization, "member");
        String agent = owner.createAgent(platform, Platform.OFFLINE_MODEL);
        member.client().get(platform.agent("/api/v1/agents/" + agent)).expectProblem(404);

        String licenses = platform.orgBilling("/api/v1/organizations/" + organization + "/agents");
        Answer broken = owner.client()
                .post(
                        licenses,
                        "{\"agent_id\":\"" + agent
                                + "\",\"custom_config\":{\"temperature\":\"hot\",\"nonsense\":[1,2]}}")
                .expectProblem(400);
        assertThat(broken.violatedFields())
                .containsExactlyInAnyOrder("custom_config.temperature", "custom_config.nonsense");
        owner.client().post(licenses, "{\"agent_id\":\"" + agent + "\"}").expect(201);

        Platform.eventually(() -> assertThat(member.client()
                        .get(platform.agent("/api/v1/agents"))
                        .expect(200)
                        .body())
                .contains(agent)
                .doesNotContain("Be brief."));
        Answer read =
                member.client().get(platform.agent("/api/v1/agents/" + agent)).expect(200);
        assertThat(read.json().path("config").isNull()).isTrue();
        assertThat(read.body()).doesNotContain("Be brief.");
        Platform.eventually(() -> assertThat(member.client()
                        .get(platform.chat("/v1/models"))
                        .expect(200)
                        .body())
                .contains(agent));
        member.client()
                .post(
                        platform.chat("/api/v1/sessions"),
                        "{\"agent_id\":\"" + agent + "\",\"organization_id\":\"" + organization + "\"}")
                .expect(201);
    }
}
