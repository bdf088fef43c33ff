package de.lopezitwelt.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Topic;
import de.lopezitwelt.platform.persistence.Sha256;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class ApiKeyIT {
    private static final String KEYS = "/api/v1/api-keys";
    private static final String ORGANIZATION = "01890000-0000-7000-8000-0000000000aa";

    private final Api service = Api.client().as(TestTokens.service("chat-service", "internal:keys.introspect"));
    private Api user;
    private String userId;

    @BeforeEach
    void signIn() {
        Api stranger = Api.client();
        userId = stranger.register(Api.freshEmail()).text("id");
        user = stranger.as(TestTokens.user(userId));
    }

    @Test
    void aKeyIsShownOnceAndStoredAsItsHash() {
        Answer created = create("Skript", List.of("account:read", "chat:write"));

        assertThat(created.status()).isEqualTo(201);
        String key = created.text("key");
        assertThat(key).matches("lit_[0-9A-Za-z]{36}").startsWith(created.text("hint"));
        assertThat(user.get(KEYS).body().toString()).doesNotContain(key);
        assertThat(user.get(KEYS + "/" + created.text("id")).body().has("key")).isFalse();
        assertThat(Database.text("SELECT key_hash FROM api_keys WHERE id = ?", created.text("id")))
                .isEqualTo(Sha256.hex(key))
                .isNotEqualTo(key);
    }

    @Test
    void servicesLearnWhatAKeyIsWorth() {
        Answer created = user.post(
                KEYS,
                Map.of(
                        "name",
                        "Bot",
                        "scopes",
                        List.of("chat:write", "chat:read"),
                        "expires_at",
                        "2199-01-01T00:00:00Z"));

        Answer answer = introspect(created.text("key"));

        assertThat(answer.body().path("active").asBoolean()).isTrue();
        assertThat(answer.text("sub")).isEqualTo(userId);
        assertThat(answer.text("api_key_id")).isEqualTo(created.text("id"));
        assertThat(answer.body().has("organization_id")).isFalse();
        assertThat(answer.text("scope")).isEqualTo("chat:read chat:write");
        assertThat(answer.body().path("exp").asLong()).isEqualTo(7_226_582_400L);
    }

    @Test
    void aKeyOpensWhatItsScopesNameInBothHeaders() {
        String key = create("Leser", List.of("account:read")).text("key");

        assertThat(Api.client().as(key).get("/api/v1/account").text("id")).isEqualTo(userId);
        assertThat(Api.client().with("X-API-Key", key).get("/api/v1/account").text("id"))
                .isEqualTo(userId);
        assertThat(Api.client()
                        .as(key)
                        .with("If-Match", "*")
                        .patch("/api/v1/account", "{\"name\": \"X\"}")
                        .status())
                .isEqualTo(403);
        assertThat(Api.client().as(key).get(KEYS).status()).isEqualTo(403);
    }

    @Test
    void aRevokedKeyIsInactiveAtOnceAndFeltWithinFiveSeconds() {
        Answer created = create("Bald weg", List.of("account:read"));
        Api program = Api.client().as(created.text("key"));
        assertThat(program.get("/api/v1/account").status()).isEqualTo(200);

        assertThat(user.delete(KEYS + "/" + created.text("id")).status()).isEqualTo(204);

        assertThat(isActive(created.text("key"))).isFalse();
        assertThat(user.delete(KEYS + "/" + created.text("id")).status()).isEqualTo(404);
        assertThat(user.get(KEYS).body().path("data")).isEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(program.get("/api/v1/account").status()).isEqualTo(401));
    }

    @Test
    void widenedProlongedOrMovedKeysAreRefusedAndAudited() {
        String[] tampering = {
            "UPDATE api_keys SET permissions = '[\"account:read\", \"account:write\"]' WHERE id = ?",
            "UPDATE api_keys SET expires_at = '2199-01-01 00:00:00' WHERE id = ?",
            "UPDATE api_keys SET organization_id = '" + ORGANIZATION + "' WHERE id = ?",
            "UPDATE api_keys SET encrypted_permissions = NULL WHERE id = ?"
        };
        for (String sql : tampering) {
            Answer created = create("Opfer", List.of("account:read"));
            assertThat(isActive(created.text("key"))).isTrue();
            Database.update(sql, created.text("id"));

            assertThat(isActive(created.text("key"))).as(sql).isFalse();

            List<JsonNode> audits = Topic.await(
                    "lopez.audit",
                    1,
                    event -> event.path("data").path("record_id").asText().equals(created.text("id"))
                            && event.toString().contains("api_key.seal-mismatch"));
            assertThat(audits).hasSize(1);
        }
    }

    @Test
    void aSealCopiedFromAnotherKeyDoesNotOpen() {
        Answer rich = create("Reich", List.of("account:read", "account:write"));
        Answer poor = create("Arm", List.of("account:read"));
        Database.update(
                "UPDATE api_keys poor JOIN api_keys rich ON rich.id = ? SET"
                        + " poor.permissions = rich.permissions, poor.encrypted_permissions = rich.encrypted_permissions"
                        + " WHERE poor.id = ?",
                rich.text("id"),
                poor.text("id"));

        assertThat(isActive(poor.text("key"))).isFalse();
        assertThat(isActive(rich.text("key"))).isTrue();
    }

    @Test
    void expiredKeysAndKeysOfDeactivatedUsersAreInactive() {
        Answer expired = create("Alt", List.of("account:read"));
        Database.update("UPDATE api_keys SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE id = ?", expired.text("id"));
        assertThat(isActive(expired.text("key"))).isFalse();

        Answer orphan = create("Verwaist", List.of("account:read"));
        Database.update("UPDATE users SET is_active = FALSE WHERE id = ?", userId);
        assertThat(isActive(orphan.text("key"))).isFalse();
    }

    @Test
    void madeUpKeysAreInactive() {
        assertThat(isActive("lit_" + "0".repeat(30) + "2C8GjS")).isFalse();
        assertThat(isActive("nonsense")).isFalse();
    }

    @Test
    void theLastUseIsWrittenSoonAfter() {
        Answer created = create("Benutzt", List.of("account:read"));
        introspect(created.text("key"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(user.get(KEYS + "/" + created.text("id"))
                                .body()
                                .path("last_used_at")
                                .isTextual())
                        .isTrue());
    }

    @Test
    void aKeyIsRenamedUnderItsEtag() {
        Answer created = create("Vorher", List.of("account:read"));
        String path = KEYS + "/" + created.text("id");
        Api conditional = user.with("If-Match", created.header("ETag"));

        assertThat(conditional.patch(path, "{\"name\": \"Nachher\"}").text("name"))
                .isEqualTo("Nachher");
        assertThat(conditional.patch(path, "{\"name\": \"Zu spät\"}").status()).isEqualTo(412);
        assertThat(user.patch(path, "{\"name\": \"Blind\"}").status()).isEqualTo(428);
        assertThat(user.with("If-Match", "*")
                        .patch(path, "{\"scopes\": [\"account:write\"]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aRotatedKeyWorksOnForTheOverlapBesideItsSuccessor() {
        Answer old = create("Dauerläufer", List.of("account:read"));
        String path = KEYS + "/" + old.text("id");

        Answer successor = user.post(path + "/rotate", Map.of("overlap_seconds", 3600));

        assertThat(successor.status()).isEqualTo(201);
        assertThat(successor.text("name")).isEqualTo("Dauerläufer");
        assertThat(successor.body().path("scopes")).isEqualTo(old.body().path("scopes"));
        assertThat(isActive(old.text("key"))).isTrue();
        assertThat(isActive(successor.text("key"))).isTrue();
        assertThat(user.get(path).text("replaced_by")).isEqualTo(successor.text("id"));
        assertThat(user.get(path).body().path("expires_at").isTextual()).isTrue();
        assertThat(user.post(path + "/rotate", Map.of()).status()).isEqualTo(409);
        assertThat(user.post(path + "/rotate", Map.of("overlap_seconds", 604_801))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void withoutOverlapTheOldKeyEndsAtOnceAndNeverLivesLongerThanItWould() {
        Answer old = user.post(
                KEYS, Map.of("name", "Kurz", "scopes", List.of("account:read"), "expires_at", "2199-01-01T00:00:00Z"));

        Answer successor = user.post(KEYS + "/" + old.text("id") + "/rotate", Map.of("overlap_seconds", 0));

        assertThat(isActive(old.text("key"))).isFalse();
        assertThat(isActive(successor.text("key"))).isTrue();
        assertThat(successor.text("expires_at")).isEqualTo("2199-01-01T00:00:00.000000Z");
    }

    @Test
    void aForeignKeyIsAsUnknownAsNone() {
        String path = KEYS + "/" + create("Meiner", List.of("account:read")).text("id");
        Api other = Api.client().as(TestTokens.user("01890000-0000-7000-8000-0000000000bb"));

        assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.delete(path).status()).isEqualTo(404);
        assertThat(other.post(path + "/rotate", Map.of()).status()).isEqualTo(404);
        assertThat(other.with("If-Match", "*").patch(path, "{\"name\": \"X\"}").status())
                .isEqualTo(404);
        assertThat(user.get(path).status()).isEqualTo(200);
    }

    @Test
    void aRepeatedCreationGivesOneKeyAndNeverTheSecretAgain() {
        Api repeating = user.with("Idempotency-Key", "key-" + userId);
        Map<String, Object> request = Map.of("name", "Einmal", "scopes", List.of("account:read"));

        List<Answer> answers = Api.parallel(20, () -> repeating.post(KEYS, request));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.text("id"))
                .containsOnly(answers.getFirst().text("id"));
        assertThat(answers).filteredOn(answer -> answer.body().has("key")).hasSize(1);
    }

    @Test
    void parallelCreationsDoNotExceedTheLimit() {
        List<Answer> answers = Api.parallel(60, () -> create("Viele", List.of("account:read")));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(50);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"x\", \"scopes\": [\"platform:admin\"]} | scopes",
                "{\"name\": \"x\", \"scopes\": []} | scopes",
                "{\"name\": \"\", \"scopes\": [\"chat:read\"]} | name",
                "{\"name\": \"x\", \"scopes\": [\"chat:read\"], \"expires_at\": \"2001-01-01T00:00:00Z\"} | expires_at",
                "{\"name\": \"x\", \"scopes\": [\"chat:read\"], \"organization_id\": \"1\"} | organization_id"
            })
    void whatIsWrongIsNamed(String body, String field) {
        Answer answer = user.post(KEYS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo(field);
    }

    private Answer create(String name, List<String> scopes) {
        return user.post(KEYS, Map.of("name", name, "scopes", scopes));
    }

    private Answer introspect(String key) {
        return service.form("/internal/api-keys/introspect", Map.of("token", key));
    }

    private boolean isActive(String key) {
        return introspect(key).body().path("active").asBoolean();
    }
}
