package de.lopezitwelt.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Parallel;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Deletions of one kind at the same time all end. Removing entities through the session of Hibernate Reactive loses some:
 * they never answer, and keep their locks (docs/adr/0041-entities-are-deleted-by-query.md).
 */
class ParallelDeletionsIT {
    private static final int MANY = 60;

    private final Platform platform = Platform.running();
    private final Person owner = Person.register(platform, "Owner");
    private final Person member = Person.register(platform, "Member");

    @Test
    void sessionsAndAgents() {
        List<String> agents = made(n -> owner.createAgent(platform, Platform.OFFLINE_MODEL));
        List<String> sessions = made(n -> owner.startSession(platform, agents.get(n)));
        deleteAll(sessions.stream()
                .map(session -> platform.chat("/api/v1/sessions/" + session))
                .toList());
        deleteAll(agents.stream()
                .map(agent -> platform.agent("/api/v1/agents/" + agent))
                .toList());
    }

    @Test
    void licencesMembersAndOrganizations() {
        String agent = owner.createAgent(platform, Platform.OFFLINE_MODEL);
        List<String> organizations = made(n -> owner.client()
                .post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Contoso " + n + "\"}")
                .expect(201)
                .text("id"));
        List<String> licences = made(n -> {
            member.join(platform, owner, organizations.get(n), "member");
            String licence = owner.client()
                    .post(url(organizations.get(n), "/agents"), "{\"agent_id\":\"" + agent + "\"}")
                    .expect(201)
                    .text("id");
            return url(organizations.get(n), "/agents/" + licence);
        });
        deleteAll(licences);
        deleteAll(organizations.stream()
                .map(organization -> url(organization, "/members/" + member.id()))
                .toList());
        deleteAll(organizations.stream()
                .map(organization -> url(organization, ""))
                .toList());
    }

    private static List<String> made(IntFunction<String> one) {
        return Parallel.run(MANY, one);
    }

    private void deleteAll(List<String> urls) {
        Client client = owner.client();
        List<Integer> statuses = Parallel.run(
                urls.size(),
                n -> client.send("DELETE", urls.get(n), null, Map.of()).status());
        assertThat(statuses).containsOnly(204);
    }

    private String url(String organization, String path) {
        return platform.orgBilling("/api/v1/organizations/" + organization + path);
    }
}
