package de.lopezitwelt.system.api;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Parallel;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Somebody sends texts that nobody reckons with as every string of every operation. Nothing of that is an error of ours, and
 * nobody else notices it. {@code -Dlopez.sweep.victim-requests=100000} repeats the sweep until the victim has sent that many.
 */
class OddTextIT {
    private static final int VICTIM_REQUESTS = Integer.getInteger("lopez.sweep.victim-requests", 2_000);
    private static final int AT_ONCE = 200;
    private static final int ATTACKERS = 4;

    private static final Duration RENEWAL = Duration.ofMinutes(2);

    /** What ends or locks the caller's own account is done to somebody else. */
    private static final Set<String> OF_ONESELF = Set.of(
            "/api/v1/account/erasure",
            "/api/v1/account/password",
            "/api/v1/account/sign-out-everywhere",
            "/api/v1/auth/logout",
            "/api/v1/auth/step-up");

    private final Platform platform = Platform.running();
    private final SignedIn victim = new SignedIn(Person.register(platform, "Vera"));
    /** Signed out again and again. */
    private final Person spare = Person.register(platform, "Spare");

    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sweeps = new AtomicInteger();
    private final AtomicInteger odd = new AtomicInteger();

    @Test
    void oddTextsAreAnsweredAndHurtNobodyElse() {
        OddTexts texts = texts();
        List<ApiOperation> operations = ApiOperation.all(platform);
        List<String> refused = operations.stream()
                .map(texts::plain)
                .filter(call -> !isAnswered(call))
                .map(RawCall::toString)
                .toList();
        assertThat(refused).as("requests without anything odd").hasSizeLessThan(operations.size() / 2);
        List<IntFunction<Answer>> requests = requestsOfTheVictim();
        IntFunction<Answer> request = n -> requests.get(n % requests.size()).apply(n);
        Parallel.run(AT_ONCE, request).forEach(OddTextIT::expectSuccess);

        CompletableFuture<Void> attack = CompletableFuture.runAsync(() -> sweep(operations, texts));
        int sent = 0;
        while (sent < VICTIM_REQUESTS || !attack.isDone()) {
            if (attack.isDone()) {
                attack = CompletableFuture.runAsync(() -> sweep(operations, texts));
            }
            Parallel.run(AT_ONCE, request).forEach(OddTextIT::expectSuccess);
            sent += AT_ONCE;
        }
        attack.join();

        assertThat(odd.get() / sweeps.get()).isGreaterThan(1_000);
        assertThat(broken).as("of %s requests", odd).isEmpty();
        System.out.println(odd + " odd requests in " + sweeps + " sweeps, none answered with an error; " + sent
                + " requests of somebody else, none failed; refused without anything odd: " + refused);
    }

    private void sweep(List<ApiOperation> operations, OddTexts texts) {
        AtomicInteger next = new AtomicInteger();
        // not in the common pool, where who waits for a token carries out another attacker's requests until it is old
        Parallel.run(ATTACKERS, attacker -> {
            for (int n = next.getAndIncrement(); n < operations.size(); n = next.getAndIncrement()) {
                texts.of(operations.get(n)).forEach(this::send);
            }
            return attacker;
        });
        sweeps.incrementAndGet();
    }

    private static boolean isAnswered(RawCall call) {
        try {
            int status = call.send().status();
            return status >= 200 && status < 300;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A caller who is not known any more attacks nothing, so that 401 is wrong except where credentials are odd or a proof is
     * wanted that a renewed token does not bring.
     */
    private void send(RawCall call) {
        odd.incrementAndGet();
        try {
            RawCall.Reply reply = call.send();
            int status = reply.status();
            boolean signsIn = call.what().contains("/auth/") || call.what().contains("/internal/token");
            boolean ofOneself = OF_ONESELF.stream().anyMatch(call.what()::contains);
            boolean credentials =
                    call.what().contains("Authorization") || call.what().contains("X-API-Key");
            if (status < 200
                    || status >= 500
                    || status == 429 && !signsIn && !ofOneself
                    || status == 401 && !reply.wantsProof() && !signsIn && !ofOneself && !credentials) {
                broken.add(call + " → " + status);
            }
        } catch (IOException e) {
            broken.add(call + " → " + e);
        }
    }

    /** A person with a token that is never old. */
    private final class SignedIn {
        private Person person;
        private String refreshToken;
        private Instant since = Instant.now();

        SignedIn(Person person) {
            Answer login = Client.anonymous()
                    .post(
                            platform.auth("/api/v1/auth/login"),
                            "{\"email\":\"" + person.email() + "\",\"password\":\"" + Person.PASSWORD + "\"}")
                    .expect(200);
            this.person = new Person(person.id(), person.email(), login.text("access_token"));
            this.refreshToken = login.text("refresh_token");
        }

        /** A second sign-in would be refused: odd passwords came from the same address. */
        synchronized Person now() {
            if (since.plus(RENEWAL).isBefore(Instant.now())) {
                Answer renewed = Client.anonymous()
                        .post(platform.auth("/api/v1/auth/refresh"), "{\"refresh_token\":\"" + refreshToken + "\"}")
                        .expect(200);
                person = new Person(person.id(), person.email(), renewed.text("access_token"));
                refreshToken = renewed.text("refresh_token");
                since = Instant.now();
            }
            return person;
        }

        Client client() {
            return now().client();
        }
    }

    private static void expectSuccess(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 299);
    }

    /** What people do all day, at every service, with statements that the odd texts are aimed at. */
    private List<IntFunction<Answer>> requestsOfTheVictim() {
        Client vera = victim.client();
        String agent = victim.now().createAgent(platform, Platform.OFFLINE_MODEL);
        String organization = vera.post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Vera's\"}")
                .expect(201)
                .text("id");
        String session = victim.now().startSession(platform, agent);
        String key = vera.post(platform.auth("/api/v1/api-keys"), "{\"name\":\"ci\",\"scopes\":[\"chat:read\"]}")
                .expect(201)
                .text("id");
        String messages = platform.chat("/api/v1/sessions/" + session + "/messages");
        List<IntFunction<Answer>> requests = new ArrayList<>();
        requests.add(n -> victim.client().post(messages + "?reply=false", "{\"content\":\"Hello " + n + "\"}"));
        for (String url : List.of(
                messages,
                platform.chat("/api/v1/sessions"),
                platform.chat("/api/v1/sessions/" + session),
                platform.chat("/api/v1/attachments"),
                platform.agent("/api/v1/agents"),
                platform.agent("/api/v1/agents/" + agent),
                platform.agent("/api/v1/agents/" + agent + "/versions"),
                platform.orgBilling("/api/v1/organizations"),
                platform.orgBilling("/api/v1/organizations/" + organization),
                platform.orgBilling("/api/v1/organizations/" + organization + "/members"),
                platform.orgBilling("/api/v1/organizations/" + organization + "/members/"
                        + victim.now().id()),
                platform.orgBilling("/api/v1/organizations/" + organization + "/agents"),
                platform.orgBilling("/api/v1/subscriptions"),
                platform.auth("/api/v1/account"),
                platform.auth("/api/v1/account/devices"),
                platform.auth("/api/v1/api-keys"),
                platform.auth("/api/v1/api-keys/" + key),
                platform.analytics("/api/v1/analytics/activity"),
                platform.analytics("/api/v1/analytics/users/me"))) {
            requests.add(n -> victim.client().get(url));
        }
        return requests;
    }

    private OddTexts texts() {
        Person attacker = Person.register(platform, "Mallory");
        platform.administrator()
                .client()
                .send(
                        "PUT",
                        platform.auth("/api/v1/users/" + attacker.id() + "/role"),
                        "{\"role\":\"admin\"}",
                        Map.of())
                .expect(200);
        var administrator = new SignedIn(attacker);
        return new OddTexts(
                platform,
                things(administrator.now()),
                operation -> operation.isInternal()
                        ? platform.serviceToken()
                        : (OF_ONESELF.contains(operation.path()) ? spare : administrator.now()).token());
    }

    private Map<String, String> things(Person owner) {
        Client client = owner.client();
        String agent = owner.createAgent(platform, Platform.OFFLINE_MODEL);
        String session = owner.startSession(platform, agent);
        String messages = platform.chat("/api/v1/sessions/" + session + "/messages");
        List<ServerSentEvent> said = client.stream(messages, "{\"content\":\"Hello\"}");
        String organization = client.post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Mallory's\"}")
                .expect(201)
                .text("id");
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("user_id", owner.id());
        ids.put("users", Person.register(platform, "Bystander").id()); // some operations end all sessions of the person
        ids.put("agent_id", agent);
        ids.put("model", agent);
        ids.put("session_id", session);
        ids.put("message_id", said.getLast().json().at("/message/id").asText());
        ids.put("reply_id", said.getLast().id().replaceAll(":.*", ""));
        ids.put("organization_id", organization);
        ids.put("organizations", organization);
        ids.put("subject_id", owner.id());
        ids.put("subject_type", "user");
        ids.put("version_number", "1");
        ids.put(
                "response_id",
                client.post(platform.chat("/v1/responses"), "{\"model\":\"" + agent + "\",\"input\":\"Hello\"}")
                        .expect(200)
                        .text("id"));
        ids.put(
                "api-keys",
                client.post(platform.auth("/api/v1/api-keys"), "{\"name\":\"ci\",\"scopes\":[\"chat:read\"]}")
                        .expect(201)
                        .text("id"));
        ids.put(
                "attachment_id",
                client.post(platform.chat("/api/v1/attachments?filename=notes.txt"), "notes")
                        .expect(201)
                        .text("id"));
        ids.put(
                "agents",
                client.post(
                                platform.orgBilling("/api/v1/organizations/" + organization + "/agents"),
                                "{\"agent_id\":\"" + agent + "\"}")
                        .expect(201)
                        .text("id"));
        ids.put(
                "subscriptions",
                client.get(platform.orgBilling("/api/v1/subscriptions?organization_id=" + organization))
                        .expect(200)
                        .json()
                        .at("/data/0/id")
                        .asText());
        return ids;
    }
}
