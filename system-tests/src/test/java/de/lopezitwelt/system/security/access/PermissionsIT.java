package de.lopezitwelt.system.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every permission of an organization means the same in every service that asks for it, whatever the role. */
class PermissionsIT {
    private static final Map<String, String> NEVER_SO_NEW = Map.of("If-Match", "\"99999\"");

    private final Platform platform = Platform.running();
    private final Person owner = Person.register(platform, "Owner");
    private final String organization = owner.client()
            .post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Permissive\"}")
            .expect(201)
            .text("id");
    private final String shared = agent(owner.client()).expect(201).text("id");
    private final String session = owner.client()
            .post(
                    platform.chat("/api/v1/sessions"),
                    "{\"agent_id\":\"" + shared + "\",\"organization_id\":\"" + organization + "\"}")
            .expect(201)
            .text("id");

    /** One service's way of asking for a permission; allowed is what is not refused. */
    private record Probe(String permission, String service, Function<Client, Answer> call) {}

    @TestFactory
    Stream<DynamicTest> servicesAgreeOnWhatAMemberMayDo() {
        List<Probe> probes = probes();
        JsonNode all = permissions(owner.id());
        assertThat(probes.stream().map(Probe::permission)).containsAll(texts(all));
        owner.client()
                .post(
                        platform.orgBilling("/api/v1/organizations/" + organization + "/agents"),
                        "{\"agent_id\":\"" + shared + "\"}")
                .expect(201);
        Platform.eventually(() -> owner.client()
                .get(platform.analytics("/api/v1/analytics/sessions/" + session))
                .expect(200));
        Set<String> adjustable = texts(all);
        adjustable.removeAll(List.of("organization.read", "organization.delete"));
        Map<String, Person> members = new LinkedHashMap<>();
        members.put("owner", joins("owner", List.of()));
        members.put("admin", joins("admin", List.of()));
        members.put("member", joins("member", List.of()));
        members.put("viewer", joins("viewer", List.of()));
        members.put("viewer who was given everything", joins("viewer", List.copyOf(adjustable)));
        members.put(
                "admin from whom everything was taken",
                joins("admin", adjustable.stream().map(name -> "!" + name).toList()));
        return members.entrySet().stream()
                .map(member -> DynamicTest.dynamicTest(member.getKey(), () -> agree(member.getValue(), probes)));
    }

    private void agree(Person member, List<Probe> probes) {
        Set<String> held = texts(permissions(member.id()));
        for (Probe probe : probes) {
            Answer answer = probe.call().apply(member.client());
            assertThat(answer.status())
                    .as("%s at %s: %s", probe.permission(), probe.service(), answer)
                    .isLessThan(500);
            assertThat(Set.of(400, 403, 404).contains(answer.status()))
                    .as("%s refused by %s: %s", probe.permission(), probe.service(), answer)
                    .isEqualTo(!held.contains(probe.permission()));
        }
    }

    private List<Probe> probes() {
        String here = platform.orgBilling("/api/v1/organizations/" + organization);
        String agents = here + "/agents";
        String somebody = here + "/members/" + joins("viewer", List.of()).id();
        List<Probe> probes = new ArrayList<>();
        probes.add(new Probe("organization.read", "org-billing", c -> c.get(here)));
        probes.add(new Probe("organization.update", "org-billing", c -> send(c, "PATCH", here)));
        probes.add(new Probe("organization.delete", "org-billing", c -> send(c, "DELETE", here)));
        probes.add(new Probe("members.read", "org-billing", c -> c.get(here + "/members")));
        probes.add(new Probe("members.manage", "org-billing", c -> send(c, "PATCH", somebody)));
        probes.add(new Probe("agents.read", "org-billing", c -> c.get(agents)));
        probes.add(new Probe("agents.manage", "org-billing", c -> c.post(agents, "{\"agent_id\":\"" + shared + "\"}")));
        probes.add(new Probe(
                "billing.read",
                "org-billing",
                c -> c.get(platform.orgBilling("/api/v1/subscriptions?organization_id=" + organization))));
        probes.add(new Probe(
                "billing.manage",
                "org-billing",
                c -> c.post(
                        platform.orgBilling("/api/v1/subscriptions"),
                        "{\"plan_type\":\"free\",\"organization_id\":\"" + organization + "\"}")));
        probes.add(new Probe("agents.read", "agent", c -> c.get(platform.agent("/api/v1/agents/" + shared))));
        probes.add(new Probe("agents.share", "agent", this::agent));
        probes.add(
                new Probe("agents.manage", "agent", c -> send(c, "PATCH", platform.agent("/api/v1/agents/" + shared))));
        probes.add(new Probe(
                "agents.use",
                "chat",
                c -> c.post(
                        platform.chat("/api/v1/sessions"),
                        "{\"agent_id\":\"" + shared + "\",\"organization_id\":\"" + organization + "\"}")));
        probes.add(new Probe(
                "analytics.read",
                "analytics",
                c -> c.get(platform.analytics("/api/v1/analytics/sessions/" + session))));
        return probes;
    }

    /** A version that nobody has is refused only after the permission. */
    private static Answer send(Client client, String method, String url) {
        return client.send(method, url, method.equals("DELETE") ? null : "{}", NEVER_SO_NEW);
    }

    private Person joins(String role, List<String> permissions) {
        Person member = Person.register(platform, "Member");
        member.join(platform, owner, organization, role, permissions.toArray(String[]::new));
        return member;
    }

    private Answer agent(Client creator) {
        return creator.post(
                platform.agent("/api/v1/agents"),
                "{\"name\":\"agent " + UUID.randomUUID() + "\",\"type\":\"assistant\",\"model\":\""
                        + Platform.OFFLINE_MODEL + "\",\"visibility\":\"organization\",\"organization_id\":\""
                        + organization + "\"}");
    }

    private JsonNode permissions(String userId) {
        return owner.client()
                .get(platform.orgBilling("/api/v1/organizations/" + organization + "/members/" + userId))
                .expect(200)
                .json()
                .path("effective_permissions");
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
        return texts;
    }
}
