package de.lopezitwelt.auth.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Topic;
import de.lopezitwelt.contracts.erasure.ErasureAccepted;
import de.lopezitwelt.contracts.erasure.ErasureCompleted;
import de.lopezitwelt.contracts.erasure.ErasureRefused;
import de.lopezitwelt.contracts.erasure.ErasureSubject;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class ErasureIT {
    private static final String ACCOUNT = "/api/v1/account/erasure";
    private static final String STATUS = "/api/v1/auth/erasure-status";
    private static final String ADMINISTRATOR = "01890000-0000-7000-8000-000000000000";
    private static final List<String> VOTERS = List.of("agent-service", "org-billing-service", "chat-service");
    /** What must remember ids so that nothing comes back. */
    private static final List<String> MEMORY = List.of("erased_ids", "aggregate_versions", "outbox");

    @Inject
    Events events;

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    private final Api stranger = Api.client();
    private final Api admin = Api.client().as(TestTokens.admin(ADMINISTRATOR));
    private final String email = Api.freshEmail();
    private String id = "";
    private Api user = stranger;

    @BeforeEach
    void useEverything() {
        // The first user who registers is the only administrator, and stays.
        stranger.register(Api.freshEmail());
        id = stranger.with("Idempotency-Key", "registration-" + email)
                .register(email)
                .text("id");
        stranger.login(email, "Neun Kraniche fliegen");
        user = stranger.as(stranger.login(email, Api.PASSWORD).text("access_token"));
        user.with("Idempotency-Key", "key-of-" + email)
                .post("/api/v1/api-keys", Map.of("name", "Skript", "scopes", List.of("account:read")));
        user.post("/api/v1/account/totp");
    }

    @Test
    void whenAllAgreeAndHaveDeletedNothingIsLeft() {
        Answer answer = whileVoting(() -> user.post(ACCOUNT), accepted());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("status")).isEqualTo("approved");
        assertThat(answer.body().path("waiting_for")).hasSize(4);
        assertThat(stranger.login(email, Api.PASSWORD).status()).isEqualTo(403);
        assertThat(admin.post("/api/v1/users/" + id + "/activate").status()).isEqualTo(409);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(user.get("/api/v1/account").status()).isEqualTo(401));

        String erasure = Database.text("SELECT id FROM erasures WHERE user_id = ?", id);
        completeEverywhere();

        Map<String, String> ticket = Map.of("ticket", answer.text("ticket"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(stranger.post(STATUS, ticket).text("status")).isEqualTo("completed"));
        assertNothingIsLeft();
        assertThat(Topic.await(
                        "lopez.audit",
                        2,
                        event -> event.at("/data/record_id").asText().equals(erasure)))
                .allSatisfy(audit -> assertThat(audit.toString()).doesNotContain(email, id))
                .extracting(event -> event.at("/data/event_type").asText())
                .containsExactlyInAnyOrder("erasure.approved", "erasure.completed");
        assertThat(admin.get("/api/v1/users/" + id + "/erasure").status()).isEqualTo(404);
        assertThat(stranger.login(email, Api.PASSWORD).status()).isEqualTo(401);
        assertThat(Topic.await(
                        "lopez.users",
                        4,
                        event -> event.path("subject").asText().equals(id)))
                .extracting(event -> event.path("type").asText())
                .containsSubsequence(
                        "de.lopezitwelt.user.erasure-requested.v1",
                        "de.lopezitwelt.user.erasure-approved.v1",
                        "de.lopezitwelt.user.erased.v1");
    }

    @Test
    void whoComesBackWithARestoreIsErasedAgain() {
        Answer answer = whileVoting(() -> user.post(ACCOUNT), accepted());
        completeEverywhere();
        Map<String, String> ticket = Map.of("ticket", answer.text("ticket"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(stranger.post(STATUS, ticket).text("status")).isEqualTo("completed"));
        Database.update(
                "INSERT INTO users (id, email, password_hash, name, role, is_active, version)"
                        + " VALUES (?, ?, 'x', 'Erika', 'user', TRUE, 1)",
                id,
                email);

        Answer register = admin.get("/api/v1/erasures/register?limit=100");
        Answer replayed = admin.post(
                "/api/v1/erasures/replay", Map.of("data", register.body().path("data")));

        assertThat(replayed.body().path("erasing").asInt()).isEqualTo(1);
        completeEverywhere();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Database.number("SELECT COUNT(*) FROM users WHERE id = ?", id))
                        .isZero());
        assertThat(Topic.await(
                        "lopez.users",
                        5,
                        event -> event.path("subject").asText().equals(id)))
                .extracting(event -> event.path("aggregateversion").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aRefusalIsToldWithItsReasonAndTheAccountWorksAsBefore() {
        List<OutboxMessage> votes = new ArrayList<>(accepted().subList(1, 3));
        votes.addFirst(events.stream(
                new ErasureRefused(ErasureSubject.USER, id, "agent-service", "2 agent(s) that others can see"), null));

        Answer answer = whileVoting(() -> user.post(ACCOUNT), votes);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("erasure-refused");
        assertThat(answer.body().at("/refusals/0/service").asText()).isEqualTo("agent-service");
        assertThat(answer.body().at("/refusals/0/reason").asText()).contains("2 agent(s)");
        Answer again = stranger.login(email, Api.PASSWORD);
        assertThat(again.status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/users/" + id + "/erasure").text("status")).isEqualTo("refused");

        publish(votes);
        Answer second =
                whileVoting(() -> stranger.as(again.text("access_token")).post(ACCOUNT), votes, accepted());
        assertThat(second.text("status")).isEqualTo("approved");
    }

    @Test
    void onlyWithAFreshProofAndOnlyAdministratorsEraseOthers() {
        Api tired =
                stranger.as(TestTokens.person(id, "user").without("auth_time").mint());
        Api tiredAdmin = stranger.as(
                TestTokens.person(ADMINISTRATOR, "admin").without("auth_time").mint());

        assertThat(tired.post(ACCOUNT).problem()).isEqualTo("step-up-required");
        assertThat(tiredAdmin.post("/api/v1/users/" + id + "/erasure").problem())
                .isEqualTo("step-up-required");
        assertThat(user.post("/api/v1/users/" + id + "/erasure").status()).isEqualTo(403);
        assertThat(admin.post("/api/v1/users/" + ADMINISTRATOR + "/erasure").status())
                .isEqualTo(404);
        assertThat(stranger.post(STATUS, Map.of("ticket", "made-up")).status()).isEqualTo(404);
        assertThat(Database.number("SELECT COUNT(*) FROM erasures WHERE user_id = ?", id))
                .isZero();
    }

    private List<OutboxMessage> accepted() {
        return VOTERS.stream()
                .map(service -> events.stream(new ErasureAccepted(ErasureSubject.USER, id, service), null))
                .toList();
    }

    private void completeEverywhere() {
        publish(Stream.concat(VOTERS.stream(), Stream.of("analytics-service"))
                .map(service -> events.stream(new ErasureCompleted(ErasureSubject.USER, id, service), null))
                .toList());
    }

    /** Sends the request, and the votes once it has been committed; a refusal needs no votes. */
    @SafeVarargs
    private Answer whileVoting(Callable<Answer> request, List<OutboxMessage>... votes) {
        try (var executor = Executors.newSingleThreadExecutor()) {
            var answer = executor.submit(request);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> answer.isDone()
                            || Database.number(
                                            "SELECT COUNT(*) FROM erasures WHERE user_id = ? AND status = 'requested'",
                                            id)
                                    == 1);
            Stream.of(votes).forEach(this::publish);
            return answer.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish(List<OutboxMessage> messages) {
        pool.withTransaction(transaction -> outbox.append(transaction, messages))
                .await()
                .atMost(Duration.ofSeconds(30));
        outbox.committed();
    }

    private void assertNothingIsLeft() {
        for (String table : Database.texts("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'")) {
            if (!MEMORY.contains(table)) {
                String rows = String.join("\n", Database.rows("SELECT * FROM `" + table + "`"));
                assertThat(rows).as(table).doesNotContain(id).doesNotContain(email);
            }
        }
    }
}
