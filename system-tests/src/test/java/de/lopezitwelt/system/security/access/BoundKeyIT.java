package de.lopezitwelt.system.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A key of an organization, beside a second organization of the same owner and the owner's own things. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundKeyIT {
    private static final Map<String, String> PATCHING =
            Map.of("If-Match", "*", "Content-Type", "application/merge-patch+json");
    /** Its owner is known to the key anyway, and a number is no id. */
    private static final Set<String> NO_SECRETS = Set.of("users", "versions");

    private final Platform platform = Platform.running();
    private final AccessWorld world = AccessWorld.of(platform, Person.register(platform, "Founder"));
    private final Client key = Client.as(world.boundKey);
    private final Client owner = world.person.client();
    private final Map<String, String> second = secondOrganization();

    private Map<String, String> secondOrganization() {
        Map<String, String> things = new LinkedHashMap<>();
        String organization = owner.post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Second\"}")
                .expect(201)
                .text("id");
        String agent = world.sharedAgent(world.person, organization);
        things.put("organizations", organization);
        things.put("agents", agent);
        things.put(
                "licences",
                owner.post(
                                platform.orgBilling("/api/v1/organizations/" + organization + "/agents"),
                                "{\"agent_id\":\"" + agent + "\"}")
                        .expect(201)
                        .text("id"));
        things.put(
                "subscriptions",
                owner.get(platform.orgBilling("/api/v1/subscriptions?organization_id=" + organization))
                        .expect(200)
                        .json()
                        .at("/data/0/id")
                        .asText());
        world.talk(Client.as(world.key(world.person, organization)), things, agent);
        return things;
    }

    @Test
    void agentSharedWithAnotherOrganizationOfTheOwnerDoesNotExistForTheKey() {
        String agent = platform.agent("/api/v1/agents/" + second.get("agents"));

        key.get(agent).expectProblem(404);
        key.send("PATCH", agent, "{\"description\":\"taken over\"}", PATCHING).expectProblem(404);
        key.send("DELETE", agent, null, Map.of("If-Match", "*")).expectProblem(404);
        key.get(agent + "/versions").expectProblem(404);
        key.post(agent + "/clone", "{}").expectProblem(404);
        key.get(platform.chat("/v1/models/" + second.get("agents"))).expect(404);

        assertThat(owner.get(agent).expect(200).text("description")).isNotEqualTo("taken over");
        key.get(platform.agent("/api/v1/agents/" + world.ofOrganization.get("agents")))
                .expect(200);
    }

    @Test
    void thingsOfAnotherOrganizationOfTheOwnerDoNotExistForTheKey() {
        for (String url : List.of(
                platform.orgBilling("/api/v1/organizations/" + second.get("organizations")),
                platform.orgBilling("/api/v1/organizations/" + second.get("organizations") + "/members"),
                platform.orgBilling("/api/v1/subscriptions/" + second.get("subscriptions")),
                platform.chat("/api/v1/sessions/" + second.get("sessions")),
                platform.chat("/api/v1/sessions/" + second.get("sessions") + "/messages"),
                platform.chat("/api/v1/attachments/" + second.get("attachments")),
                platform.chat("/api/v1/exports/sessions/" + second.get("sessions")))) {
            owner.get(url).expect(200);
            key.get(url).expectProblem(404);
        }
    }

    @Test
    void noListOfTheKeyHoldsAnythingElse() {
        Set<String> hidden = new TreeSet<>();
        for (Map<String, String> things : List.of(world.own, second)) {
            things.forEach((collection, id) -> {
                if (!NO_SECRETS.contains(collection)) {
                    hidden.add(id);
                }
            });
        }
        // each with what the key has to see there
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put(platform.agent("/api/v1/agents?limit=100"), "agents");
        lists.put(platform.chat("/v1/models"), "agents");
        lists.put(platform.chat("/api/v1/sessions?limit=100"), "sessions");
        lists.put(platform.chat("/api/v1/search?q=hello&limit=100"), "sessions");
        lists.put(platform.chat("/api/v1/exports/sessions"), "sessions");
        lists.put(platform.chat("/api/v1/attachments?limit=100"), "attachments");
        lists.put(platform.orgBilling("/api/v1/organizations?limit=100"), "organizations");
        lists.put(platform.orgBilling("/api/v1/subscriptions?limit=100"), "subscriptions");

        lists.forEach((url, collection) -> {
            String seen = key.get(url).expect(200).body();
            assertThat(seen)
                    .as("%s, as the key sees it", url)
                    .contains(String.valueOf(world.ofOrganization.get(collection)));
            for (String id : hidden) {
                assertThat(seen).as("%s, as the key sees it", url).doesNotContain(id);
            }
            assertThat(hidden)
                    .as("%s has what could be shown wrongly", url)
                    .anyMatch(owner.get(url).expect(200).body()::contains);
        });
    }

    @Test
    void keyOfADeletedOrganizationIsLetInNowhere() {
        Person founder = Person.register(platform, "Founder");
        String organization = founder.client()
                .post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Short\"}")
                .expect(201)
                .text("id");
        String url = platform.orgBilling("/api/v1/organizations/" + organization);
        String doomed = world.key(founder, organization);
        Client.as(doomed).get(url).expect(200);
        Client.as(doomed).get(platform.agent("/api/v1/agents")).expect(200);
        Client.as(doomed).get(platform.chat("/api/v1/sessions")).expect(200);

        founder.client().send("DELETE", url, null, Map.of()).expect(204);

        AccessWorld.expectRefusalEverywhere(platform, doomed);
        founder.client().get(platform.chat("/api/v1/sessions")).expect(200);
    }

    @Test
    void keyOfADemotedMemberLosesWhatTheRoleGave() {
        Person deputy = Person.register(platform, "Deputy");
        String organization = platform.orgBilling("/api/v1/organizations/" + world.organization);
        deputy.join(platform, world.person, world.organization, "admin");
        Client program = Client.as(world.key(deputy, world.organization));
        String agent = String.valueOf(world.ofOrganization.get("agents"));
        String session = "{\"agent_id\":\"" + agent + "\"}";
        String description = "{\"description\":\"by a program\"}";
        String agentUrl = platform.agent("/api/v1/agents/" + agent);
        program.send("PATCH", organization, description, PATCHING).expect(200);
        eventuallyAnswered(200, () -> program.send("PATCH", agentUrl, description, PATCHING));
        eventuallyAnswered(201, () -> program.post(platform.chat("/api/v1/sessions"), session));

        JsonNode demoted = owner.send(
                        "PATCH", organization + "/members/" + deputy.id(), "{\"role\":\"viewer\"}", PATCHING)
                .expect(200)
                .json();

        assertThat(demoted.path("role").asText()).isEqualTo("viewer");
        program.send("PATCH", organization, description, PATCHING).expectProblem(403);
        program.get(organization).expect(200);
        eventuallyAnswered(403, () -> program.send("PATCH", agentUrl, description, PATCHING));
        eventuallyAnswered(403, () -> program.post(platform.chat("/api/v1/sessions"), session));
    }

    private static void eventuallyAnswered(int status, Callable<Answer> call) {
        Awaitility.await().atMost(Platform.FELT).until(() -> call.call().status() == status);
    }
}
