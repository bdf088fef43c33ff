package de.lopezitwelt.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Topic;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class UserAdministrationIT {
    private static final String UNKNOWN = "01890000-0000-7000-8000-000000000000";

    private final Api stranger = Api.client();
    private final Api admin = Api.client().as(TestTokens.admin(UNKNOWN));

    /** The first user who registers is the administrator, and stays it as the only one. */
    @BeforeEach
    void foundThePlatform() {
        stranger.register(Api.freshEmail());
    }

    @Test
    void deactivationIsFeltWithinFiveSecondsAndActivationOpensAgain() {
        String email = Api.freshEmail();
        String id = stranger.register(email).text("id");
        Answer tokens = stranger.login(email, Api.PASSWORD);
        Api user = stranger.as(tokens.text("access_token"));
        assertThat(user.get("/api/v1/account").status()).isEqualTo(200);

        Answer deactivated = admin.post("/api/v1/users/" + id + "/deactivate");

        assertThat(deactivated.status()).isEqualTo(200);
        assertThat(deactivated.text("status")).isEqualTo("inactive");
        assertThat(stranger.refresh(tokens.text("refresh_token")).status()).isEqualTo(401);
        assertThat(stranger.login(email, Api.PASSWORD).status()).isEqualTo(403);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(user.get("/api/v1/account").status()).isEqualTo(401));

        assertThat(admin.post("/api/v1/users/" + id + "/activate").text("status"))
                .isEqualTo("active");
        Answer again = stranger.login(email, Api.PASSWORD);
        assertThat(again.status()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(stranger.as(again.text("access_token"))
                                .get("/api/v1/account")
                                .status())
                        .isEqualTo(200));
    }

    @Test
    void aDemotedAdministratorsTokenEndsWithinFiveSeconds() {
        String email = Api.freshEmail();
        String id = stranger.register(email).text("id");
        promote(id);
        Api promoted = stranger.as(stranger.login(email, Api.PASSWORD).text("access_token"));
        assertThat(promoted.get("/api/v1/users").status()).isEqualTo(200);
        String other = stranger.register(Api.freshEmail()).text("id");
        promote(other);

        assertThat(admin.put("/api/v1/users/" + id + "/role", Map.of("role", "user"))
                        .text("role"))
                .isEqualTo("user");

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(promoted.get("/api/v1/users").status()).isEqualTo(401));
        Api again = stranger.as(stranger.login(email, Api.PASSWORD).text("access_token"));
        assertThat(again.get("/api/v1/users").status()).isEqualTo(403);
        admin.put("/api/v1/users/" + other + "/role", Map.of("role", "user"));
    }

    @Test
    void everyChangeIsToldAsEventStateAndAudit() {
        String id = stranger.register(Api.freshEmail()).text("id");
        admin.put("/api/v1/users/" + id + "/role", Map.of("role", "moderator"));
        admin.post("/api/v1/users/" + id + "/deactivate");

        List<JsonNode> events = Topic.await(
                "lopez.users", 3, event -> event.path("subject").asText().equals(id));
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .containsExactly(
                        "de.lopezitwelt.user.registered.v1",
                        "de.lopezitwelt.user.role-changed.v1",
                        "de.lopezitwelt.user.deactivated.v1");
        assertThat(events)
                .extracting(event -> event.path("aggregateversion").asInt())
                .containsExactly(1, 2, 3);
        assertThat(events.toString()).doesNotContain("@beispiel.de").doesNotContain("198.18.");

        List<JsonNode> states = Topic.await(
                "lopez.users.state", 3, event -> event.path("subject").asText().equals(id));
        JsonNode last = states.getLast().path("data");
        assertThat(last.path("status").asText()).isEqualTo("inactive");
        assertThat(last.path("role").asText()).isEqualTo("moderator");
        assertThat(last.path("not_before").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000000Z");

        List<JsonNode> audits = Topic.await(
                "lopez.audit",
                3,
                event -> event.path("data").path("record_id").asText().equals(id));
        assertThat(audits)
                .extracting(event -> event.path("data").path("event_type").asText())
                .containsExactlyInAnyOrder("user.registered", "user.role-changed", "user.deactivated");
        assertThat(audits)
                .filteredOn(event -> event.toString().contains("role-changed"))
                .allSatisfy(event -> {
                    assertThat(event.path("data").path("user_id").asText()).isEqualTo(UNKNOWN);
                    assertThat(event.path("data").path("ip_address").asText()).startsWith("198.18.");
                    assertThat(event.path("data")
                                    .path("old_values")
                                    .path("role")
                                    .asText())
                            .isEqualTo("user");
                    assertThat(event.path("data")
                                    .path("new_values")
                                    .path("role")
                                    .asText())
                            .isEqualTo("moderator");
                });
    }

    @Test
    void theLastActiveAdministratorStaysWhoeverTriesAtTheSameTime() {
        Database.update("UPDATE users SET role = 'user'");
        List<String> ids = List.of(
                stranger.register(Api.freshEmail()).text("id"),
                stranger.register(Api.freshEmail()).text("id"),
                stranger.register(Api.freshEmail()).text("id"));
        ids.forEach(UserAdministrationIT::promote);
        var next = new java.util.concurrent.atomic.AtomicInteger();

        List<Answer> answers = Api.parallel(3, () -> {
            String id = ids.get(next.getAndIncrement());
            return next.get() % 2 == 0
                    ? admin.post("/api/v1/users/" + id + "/deactivate")
                    : admin.put("/api/v1/users/" + id + "/role", Map.of("role", "user"));
        });

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 200, 409);
        assertThat(Database.number("SELECT COUNT(*) FROM users WHERE role = 'admin' AND is_active = TRUE"))
                .isEqualTo(1);
    }

    @Test
    void accountsAreFoundByTextRoleAndStatusAndPaged() {
        String email = "suche_%" + Api.freshEmail();
        String id = stranger.register(email).text("id");
        stranger.register(Api.freshEmail());

        Answer found = admin.get("/api/v1/users?q=suche_%25");
        assertThat(found.body().path("data")).hasSize(1);
        assertThat(found.body().at("/data/0/id").asText()).isEqualTo(id);
        assertThat(admin.get("/api/v1/users?q=suche_%25&status=inactive").body().path("data"))
                .isEmpty();
        assertThat(admin.get("/api/v1/users?role=king").status()).isEqualTo(400);

        Answer first = admin.get("/api/v1/users?limit=1");
        Answer second = admin.get("/api/v1/users?limit=1&cursor=" + first.text("next_cursor"));
        assertThat(second.body().at("/data/0/id").asText())
                .isLessThan(first.body().at("/data/0/id").asText());
    }

    @Test
    void onlyAdministratorsMayAndUnknownIdsAre404() {
        Api moderator = Api.client().as(TestTokens.moderator(UNKNOWN));
        assertThat(moderator.get("/api/v1/users").status()).isEqualTo(403);
        assertThat(moderator.post("/api/v1/users/" + UNKNOWN + "/deactivate").status())
                .isEqualTo(403);
        assertThat(stranger.get("/api/v1/users").status()).isEqualTo(401);
        assertThat(admin.get("/api/v1/users/" + UNKNOWN).status()).isEqualTo(404);
        assertThat(admin.put("/api/v1/users/" + UNKNOWN + "/role", Map.of("role", "user"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void servicesReadTheStateOfAUser() {
        String email = Api.freshEmail();
        String id = stranger.register(email).text("id");
        Api service = Api.client().as(TestTokens.service("chat-service", "internal:users.read"));

        Answer answer = service.get("/internal/users/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("user_id")).isEqualTo(id);
        assertThat(answer.text("status")).isEqualTo("active");
        assertThat(answer.body().path("version").asInt()).isEqualTo(1);
        assertThat(service.get("/internal/users/" + UNKNOWN).status()).isEqualTo(404);
        assertThat(admin.get("/internal/users/" + id).status()).isEqualTo(401);
        assertThat(Api.client()
                        .as(TestTokens.service("chat-service", "internal:agents.read"))
                        .get("/internal/users/" + id)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void servicesReadNamesAndEmailAddressesOfSeveralUsers() {
        String email = Api.freshEmail();
        String id = stranger.register(email).text("id");
        Api service = Api.client().as(TestTokens.service("org-billing-service", "internal:users.read"));
        String wanted = "{\"user_ids\":[\"" + UNKNOWN + "\",\"" + id + "\"]}";

        Answer answer = service.post("/internal/users/profiles", wanted);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("data")).hasSize(1);
        assertThat(answer.body().at("/data/0/user_id").asText()).isEqualTo(id);
        assertThat(answer.body().at("/data/0/email").asText()).isEqualTo(email);
        assertThat(answer.body().at("/data/0/name").asText()).isNotEmpty();
        assertThat(service.post("/internal/users/profiles", "{\"user_ids\":[]}")
                        .body()
                        .path("data"))
                .isEmpty();
        assertThat(admin.post("/internal/users/profiles", wanted).status()).isEqualTo(401);
    }

    private static void promote(String id) {
        Database.update("UPDATE users SET role = 'admin' WHERE id = ?", id);
    }
}
