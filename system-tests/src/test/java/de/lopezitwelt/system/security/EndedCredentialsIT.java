package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Parallel;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A stream that would never end by itself ends with what let it in, as soon as is promised. All at once. */
class EndedCredentialsIT {
    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final String SCOPES = "[\"chat:read\",\"chat:write\"]";

    private final Platform platform = Platform.running();

    /** @param end what ends the credential or the membership */
    private record Listening(Client client, String url, String body, Runnable end) {}

    @Test
    void openStreamsEndWithWhatLetThemIn() {
        Map<String, Listening> cases = new LinkedHashMap<>();
        cases.put("revoked key", withKey("/api/v1/sessions/$session/messages", "{\"content\":\"Go on\"}", true));
        cases.put(
                "revoked key, chat completions",
                withKey(
                        "/v1/chat/completions",
                        "{\"stream\":true,\"model\":\"$agent\",\"messages\":[{\"role\":\"user\",\"content\":\"Go on\"}]}",
                        true));
        cases.put(
                "revoked key, responses",
                withKey("/v1/responses", "{\"stream\":true,\"model\":\"$agent\",\"input\":\"Go on\"}", true));
        cases.put(
                "revoked key, messages",
                withKey(
                        "/v1/messages",
                        "{\"stream\":true,\"model\":\"$agent\",\"messages\":"
                                + "[{\"role\":\"user\",\"content\":\"Go on\"}]}",
                        true));
        cases.put("device signed out", signedIn(this::signOutDevice));
        cases.put("logout", signedIn(this::logOut));
        cases.put("lost membership", member(this::remove));
        cases.put("demotion to viewer", member(this::demote));
        cases.put("bound key of a former member", boundKey(this::remove));
        cases.put("bound key of a deleted organization", boundKey(this::deleteOrganization));
        // the last, since its time runs from here
        cases.put("expired key", withKey("/api/v1/sessions/$session/messages", "{\"content\":\"Go on\"}", false));

        List<String> names = new ArrayList<>(cases.keySet());
        List<Duration> felt = Parallel.run(names.size(), i -> ended(Objects.requireNonNull(cases.get(names.get(i)))));

        for (int i = 0; i < names.size(); i++) {
            System.out.printf(
                    "%s: stream ended after %d ms%n", names.get(i), felt.get(i).toMillis());
        }
        assertThat(felt).allSatisfy(time -> assertThat(time).isLessThan(Platform.FELT));
        // one that had to ask again may be late, most are not
        assertThat(felt.stream().sorted().toList().get(felt.size() / 2)).isLessThan(PROMISED);
    }

    private Duration ended(Listening listening) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> listening.client().streamUntil(listening.url(), listening.body(), event -> {
                    begun.countDown();
                    return false;
                }),
                task -> Thread.ofVirtual().start(task));
        try {
            assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        listening.end().run();
        Instant since = Instant.now();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(end::isDone);
        return Duration.between(since, Instant.now());
    }

    private Listening withKey(String path, String body, boolean revoked) {
        Person owner = Person.register(platform, "Keyholder");
        String agent = owner.createAgent(platform, "drip");
        Instant expiry = Instant.now().plusSeconds(15);
        Answer made = owner.client()
                .post(
                        platform.auth("/api/v1/api-keys"),
                        "{\"name\":\"program\",\"scopes\":" + SCOPES
                                + (revoked ? "" : ",\"expires_at\":\"" + expiry + "\"") + "}")
                .expect(201);
        String session = owner.startSession(platform, agent);
        return new Listening(
                Client.as(made.text("key")),
                platform.chat(path.replace("$session", session)),
                body.replace("$agent", agent),
                () -> {
                    if (revoked) {
                        owner.client()
                                .send("DELETE", platform.auth("/api/v1/api-keys/" + made.text("id")), null, Map.of())
                                .expect(204);
                    } else {
                        Awaitility.await()
                                .atMost(PATIENCE)
                                .until(() -> Instant.now().isAfter(expiry));
                    }
                });
    }

    /** What ends a sign-in. */
    @FunctionalInterface
    private interface SignOut {
        /** @param login the answer that the person signed in with */
        void end(Person person, Answer login);
    }

    private Listening signedIn(SignOut end) {
        Person person = Person.register(platform, "Roaming");
        String session = person.startSession(platform, person.createAgent(platform, "drip"));
        Answer login = Client.anonymous()
                .post(
                        platform.auth("/api/v1/auth/login"),
                        "{\"email\":\"" + person.email() + "\",\"password\":\"" + Person.PASSWORD + "\"}")
                .expect(200);
        return new Listening(
                Client.as(login.text("access_token")),
                platform.chat("/api/v1/sessions/" + session + "/messages"),
                "{\"content\":\"Go on\"}",
                () -> end.end(person, login));
    }

    /** The newest one, from another device. */
    private void signOutDevice(Person person, Answer login) {
        String device = person.client()
                .get(platform.auth("/api/v1/account/devices"))
                .expect(200)
                .json()
                .at("/data/0/id")
                .asText();
        person.client()
                .send("DELETE", platform.auth("/api/v1/account/devices/" + device), null, Map.of())
                .expect(204);
    }

    private void logOut(Person person, Answer login) {
        Client.anonymous()
                .post(
                        platform.auth("/api/v1/auth/logout"),
                        "{\"refresh_token\":\"" + login.text("refresh_token") + "\"}")
                .expect(204);
    }

    /** What an owner does about a member. */
    @FunctionalInterface
    private interface Decision {
        void about(Person owner, String organization, Person member);
    }

    private Listening member(Decision end) {
        Person owner = Person.register(platform, "Owner");
        Person member = Person.register(platform, "Member");
        String organization = organization(owner, member);
        return ofOrganization(member.client(), owner, organization, member, end);
    }

    private Listening boundKey(Decision end) {
        Person owner = Person.register(platform, "Owner");
        Person member = Person.register(platform, "Member");
        String organization = organization(owner, member);
        String key = member.client()
                .post(
                        platform.auth("/api/v1/api-keys"),
                        "{\"name\":\"bound\",\"scopes\":" + SCOPES + ",\"organization_id\":\"" + organization + "\"}")
                .expect(201)
                .text("key");
        return ofOrganization(Client.as(key), owner, organization, member, end);
    }

    private Listening ofOrganization(Client client, Person owner, String organization, Person member, Decision end) {
        String agent = owner.client()
                .post(
                        platform.agent("/api/v1/agents"),
                        "{\"name\":\"Shared\",\"type\":\"chatbot\",\"model\":\"drip\",\"visibility\":\"organization\","
                                + "\"organization_id\":\"" + organization + "\"}")
                .expect(201)
                .text("id");
        String session = client.post(
                        platform.chat("/api/v1/sessions"),
                        "{\"agent_id\":\"" + agent + "\",\"organization_id\":\"" + organization + "\"}")
                .expect(201)
                .text("id");
        return new Listening(
                client,
                platform.chat("/api/v1/sessions/" + session + "/messages"),
                "{\"content\":\"Go on\"}",
                () -> end.about(owner, organization, member));
    }

    private String organization(Person owner, Person member) {
        String organization = owner.client()
                .post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Contoso\"}")
                .expect(201)
                .text("id");
        member.join(platform, owner, organization, "member");
        return organization;
    }

    private void remove(Person owner, String organization, Person member) {
        owner.client()
                .send("DELETE", memberUrl(organization, member), null, Map.of())
                .expect(204);
    }

    private void demote(Person owner, String organization, Person member) {
        owner.client()
                .send(
                        "PATCH",
                        memberUrl(organization, member),
                        "{\"role\":\"viewer\"}",
                        Map.of("If-Match", "*", "Content-Type", "application/merge-patch+json"))
                .expect(200);
    }

    private void deleteOrganization(Person owner, String organization, Person member) {
        owner.client()
                .send("DELETE", platform.orgBilling("/api/v1/organizations/" + organization), null, Map.of())
                .expect(204);
    }

    private String memberUrl(String organization, Person member) {
        return platform.orgBilling("/api/v1/organizations/" + organization + "/members/" + member.id());
    }
}
