package de.lopezitwelt.system.security.access;

import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** What one person has: things of their own, and the same things for an organization. Ids by the collection they stand in. */
final class AccessWorld {
    static final String SCOPES = """
            ["account:read","account:write","agents:read","agents:write","chat:read","chat:write",\
            "organizations:read","organizations:write","analytics:read"]""";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Person person;
    final Person colleague;
    final String boundKey;
    final String organization;
    final Map<String, String> own = new HashMap<>();
    final Map<String, String> ofOrganization = new HashMap<>();

    private final Platform platform;

    /** @param person owns the organization */
    static AccessWorld of(Platform platform, Person person) {
        return new AccessWorld(platform, person, person);
    }

    /** A person who belongs to somebody else's organization; see {@link #leave}. */
    static AccessWorld ofMember(Platform platform, Person person, Person owner) {
        return new AccessWorld(platform, person, owner);
    }

    private AccessWorld(Platform platform, Person person, Person owner) {
        this.platform = platform;
        this.person = person;
        this.colleague = Person.register(platform, "Colleague");
        this.organization = owner.client()
                .post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"World\",\"domain\":\"world.example\"}")
                .expect(201)
                .text("id");
        join(owner, colleague);
        if (owner != person) {
            join(owner, person);
        }
        this.boundKey = key(person, organization);
        talk(Client.as(boundKey), ofOrganization, organizationOf(owner));
        talk(person.client(), own, privateAgent(person));
        personal();
        Awaitility.await().atMost(PATIENCE).until(() -> analysed(own) && analysed(ofOrganization));
    }

    /** A key of a person with these scopes, in JSON. */
    static String key(Platform platform, Person owner, String scopes) {
        return owner.client()
                .post(platform.auth("/api/v1/api-keys"), "{\"name\":\"program\",\"scopes\":" + scopes + "}")
                .expect(201)
                .text("key");
    }

    /** A key of a person for an organization, with every scope. */
    String key(Person owner, String organizationId) {
        return owner.client()
                .post(
                        platform.auth("/api/v1/api-keys"),
                        "{\"name\":\"bound\",\"scopes\":" + SCOPES + ",\"organization_id\":\"" + organizationId + "\"}")
                .expect(201)
                .text("key");
    }

    private void join(Person owner, Person member) {
        member.join(platform, owner, organization, "member");
    }

    /** The owner removes the person, whose bound key dies. */
    void leave(Person owner) {
        owner.client()
                .send(
                        "DELETE",
                        platform.orgBilling("/api/v1/organizations/" + organization + "/members/" + person.id()),
                        null,
                        Map.of())
                .expect(204);
        expectRefusalEverywhere(platform, boundKey);
        Awaitility.await()
                .atMost(Platform.FELT)
                .until(() -> person.client()
                                        .get(platform.agent("/api/v1/agents/" + ofOrganization.get("agents")))
                                        .status()
                                == 404
                        && person.client()
                                        .get(platform.chat("/api/v1/retention/organizations/" + organization))
                                        .status()
                                == 404);
    }

    /** What just ended is let in nowhere any more, as soon as is promised. */
    static void expectRefusalEverywhere(Platform platform, String credential) {
        Client client = Client.as(credential);
        Awaitility.await("the end of a credential")
                .atMost(Platform.FELT)
                .until(() -> platform.guarded().stream()
                        .allMatch(url -> client.get(url).status() == 401));
    }

    private String organizationOf(Person owner) {
        Map<String, String> things = ofOrganization;
        things.put("organizations", organization);
        things.put("members", colleague.id());
        things.put("invitations", invited(owner, organization, "email", "guest@world.example"));
        String shared = sharedAgent(owner, organization);
        things.put("agents", shared);
        things.put("models", shared);
        things.put("versions", "1");
        things.put(
                "licences",
                owner.client()
                        .post(
                                platform.orgBilling("/api/v1/organizations/" + organization + "/agents"),
                                "{\"agent_id\":\"" + shared + "\"}")
                        .expect(201)
                        .text("id"));
        things.put(
                "subscriptions",
                owner.client()
                        .get(platform.orgBilling("/api/v1/subscriptions?organization_id=" + organization))
                        .expect(200)
                        .json()
                        .at("/data/0/id")
                        .asText());
        return shared;
    }

    private String privateAgent(Person creator) {
        String agent = agent(creator, "");
        own.put("agents", agent);
        own.put("models", agent);
        own.put("versions", "1");
        own.put("offered", offered(agent(colleague, "")));
        creator.verified(platform);
        own.put(
                "subscriptions",
                creator.client()
                        .post(platform.orgBilling("/api/v1/subscriptions"), "{\"plan_type\":\"basic\"}")
                        .expect(201)
                        .text("id"));
        return agent;
    }

    String sharedAgent(Person creator, String organizationId) {
        return agent(creator, ",\"visibility\":\"organization\",\"organization_id\":\"" + organizationId + "\"");
    }

    private String agent(Person creator, String more) {
        return creator.client()
                .post(
                        platform.agent("/api/v1/agents"),
                        "{\"name\":\"agent " + UUID.randomUUID() + "\",\"type\":\"assistant\",\"model\":\""
                                + Platform.OFFLINE_MODEL + "\"" + more + "}")
                .expect(201)
                .text("id");
    }

    private String offered(String agent) {
        colleague
                .client()
                .send(
                        "PUT",
                        platform.agent("/api/v1/agents/" + agent + "/handover"),
                        "{\"user_id\":\"" + person.id() + "\"}",
                        Map.of())
                .expect(200);
        return agent;
    }

    /** Says something to the agent in both protocols, and notes what becomes of it. */
    void talk(Client speaker, Map<String, String> things, String agent) {
        String session = speaker.post(platform.chat("/api/v1/sessions"), "{\"agent_id\":\"" + agent + "\"}")
                .expect(201)
                .text("id");
        Answer said = speaker.post(
                        platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"Hello\"}")
                .expect(200);
        things.put("sessions", session);
        things.put("messages", said.json().at("/user_message/id").asText());
        things.put("replies", said.text("reply_id"));
        things.put(
                "responses",
                speaker.post(platform.chat("/v1/responses"), "{\"model\":\"" + agent + "\",\"input\":\"Hello\"}")
                        .expect(200)
                        .text("id"));
        String conversation = speaker.post(
                        platform.chat("/v1/conversations"), "{\"metadata\":{\"model\":\"" + agent + "\"}}")
                .expect(200)
                .text("id");
        things.put("conversations", conversation);
        things.put(
                "items",
                speaker.post(
                                platform.chat("/v1/conversations/" + conversation + "/items"),
                                "{\"items\":[{\"role\":\"user\",\"content\":\"Hello\"}]}")
                        .expect(200)
                        .text("first_id"));
        things.put(
                "attachments",
                speaker.post(platform.chat("/api/v1/attachments?filename=notes.txt"), "notes")
                        .expect(201)
                        .text("id"));
    }

    private String invited(Person inviter, String organizationId, String by, String invitee) {
        return inviter.client()
                .post(
                        platform.orgBilling("/api/v1/organizations/" + organizationId + "/invitations"),
                        "{\"" + by + "\":\"" + invitee + "\"}")
                .expect(201)
                .text("id");
    }

    private void personal() {
        own.put("users", person.id());
        String other = colleague
                .client()
                .post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Another\"}")
                .expect(201)
                .text("id");
        own.put("organization-invitations", invited(colleague, other, "user_id", person.id()));
        own.put(
                "api-keys",
                person.client()
                        .post(platform.auth("/api/v1/api-keys"), "{\"name\":\"spare\",\"scopes\":[\"chat:read\"]}")
                        .expect(201)
                        .text("id"));
        person.signedInAgain(platform);
        own.put(
                "devices",
                person.client()
                        .get(platform.auth("/api/v1/account/devices"))
                        .expect(200)
                        .json()
                        .at("/data/0/id")
                        .asText());
    }

    private boolean analysed(Map<String, String> things) {
        return person.client()
                                .get(platform.analytics("/api/v1/analytics/sessions/" + things.get("sessions")))
                                .status()
                        == 200
                && person.client()
                                .get(platform.analytics("/api/v1/analytics/agents/" + own.get("agents")))
                                .status()
                        == 200;
    }
}
