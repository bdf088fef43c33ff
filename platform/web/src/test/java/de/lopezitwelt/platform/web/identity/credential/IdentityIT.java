package de.lopezitwelt.platform.web.identity.credential;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class IdentityIT {
    @Inject
    Events events;

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static String keyStartingWith(char first) {
        RandomGenerator random = new SecureRandom();
        String key = ApiKeyFormat.generate(random);
        while (key.charAt(4) != first) {
            key = ApiKeyFormat.generate(random);
        }
        return key;
    }

    @Test
    void userHoldsEveryScopeAndHisRole() {
        bearer(TestTokens.user("u-1"))
                .header("User-Agent", "test/1")
                .header("X-Forwarded-For", "1.2.3.4, 203.0.113.9, 10.1.2.3")
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("kind", equalTo("USER"))
                .body("user_id", equalTo("u-1"))
                .body("role", equalTo("USER"))
                .body("scopes", hasItems("chat:write", "agents:read"))
                .body("origin.user_agent", equalTo("test/1"))
                .body("origin.ip_address", equalTo("203.0.113.9"));
    }

    @Test
    void higherRolesIncludeLowerOnes() {
        bearer(TestTokens.user("u-1")).get("/api/v1/moderation").then().statusCode(403);
        bearer(TestTokens.moderator("u-1")).get("/api/v1/moderation").then().statusCode(200);
        bearer(TestTokens.admin("u-1")).get("/api/v1/moderation").then().statusCode(200);
    }

    @Test
    void nobodyIsAskedToSignIn() {
        given().get("/api/v1/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer realm=\"lopez\""))
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void endpointThatNamesNobodyIsOpenToNobody() {
        given().get("/api/v1/unannotated").then().statusCode(401);
        bearer(TestTokens.admin("u-1")).get("/api/v1/unannotated").then().statusCode(403);
    }

    @Test
    void identityHeadersOfClientsAreNotBelieved() {
        given().header("X-User-Id", "u-1").get("/api/v1/me").then().statusCode(401);
        given().header("X-User-Id", "u-1").get("/api/v1/open").then().body("user", equalTo("null"));
    }

    @Test
    void serviceTokenOpensInternalEndpointsOnly() {
        String token = TestTokens.service("chat-service", "internal:users.read");
        bearer(token).get("/internal/users/u-9").then().statusCode(200).body("service", equalTo("chat-service"));
        bearer(token).get("/api/v1/me").then().statusCode(401);
        bearer(TestTokens.service("chat-service", "internal:agents.read"))
                .get("/internal/users/u-9")
                .then()
                .statusCode(403);
        bearer(TestTokens.admin("u-1")).get("/internal/users/u-9").then().statusCode(401);
        bearer(keyStartingWith('A')).get("/internal/users/u-9").then().statusCode(401);
        given().header("X-API-Key", keyStartingWith('A'))
                .get("/internal/users/u-9")
                .then()
                .statusCode(401);
    }

    @Test
    void apiKeyHoldsItsScopesAndNoMore() {
        String key = keyStartingWith('A');
        for (var request : List.of(bearer(key), given().header("X-API-Key", key), given().header("api-key", key))) {
            request.get("/api/v1/me")
                    .then()
                    .statusCode(200)
                    .body("kind", equalTo("API_KEY"))
                    .body("user_id", equalTo("u-key"))
                    .body("api_key_id", equalTo("k-1"))
                    .body("organization_id", equalTo("o-1"))
                    .body("token_id", nullValue())
                    .body("scopes", containsInAnyOrder("agents:read", "account:read"));
        }
        bearer(key).get("/api/v1/moderation").then().statusCode(403);
        bearer(key)
                .contentType("application/json")
                .body("{\"name\":\"a\"}")
                .post("/api/v1/things")
                .then()
                .statusCode(403);
    }

    @Test
    void answersAboutKeysAreRemembered() {
        String key = keyStartingWith('A');
        bearer(key).get("/api/v1/me").then().statusCode(200);
        int before = AuthDouble.introspections();
        bearer(key).get("/api/v1/me").then().statusCode(200);
        assertThat(AuthDouble.introspections()).isEqualTo(before);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            bearer(key).get("/api/v1/me").then().statusCode(200);
            assertThat(AuthDouble.introspections()).isGreaterThan(before);
        });
    }

    @Test
    void brokenKeyIsRefusedWithoutAsking() {
        String key = keyStartingWith('A');
        String broken = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
        int before = AuthDouble.introspections();
        bearer(broken).get("/api/v1/me").then().statusCode(401);
        assertThat(AuthDouble.introspections()).isEqualTo(before);
        bearer(keyStartingWith('z')).get("/api/v1/me").then().statusCode(401);
    }

    @Test
    void keyThatCannotBeCheckedIs503() {
        bearer(keyStartingWith('C'))
                .get("/api/v1/me")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"))
                .body("code", equalTo("unavailable"));
    }

    @Test
    void twoCredentialsAreNone() {
        bearer(TestTokens.user("u-1"))
                .header("X-API-Key", keyStartingWith('A'))
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void oneCredentialInTwoHeadersIsOne() {
        String key = keyStartingWith('A');
        bearer(key).header("X-API-Key", key).get("/api/v1/me").then().statusCode(200);
        bearer(key).header("X-API-Key", key + " ").get("/api/v1/me").then().statusCode(200);
        bearer(key)
                .header("X-API-Key", key.substring(1))
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void otherServicesAreReadWithOwnCredentials() {
        assertThat(given().get("/api/v1/via-auth/known").asString()).isEqualTo("{\"id\":\"known\"}");
        assertThat(given().get("/api/v1/via-auth/unknown").asString()).isEqualTo("nobody");
        given().get("/api/v1/via-auth/broken").then().statusCode(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inactive", "erasing"})
    void blockedUserIsOutWithinSeconds(String status) {
        String user = UUID.randomUUID().toString();
        String token = TestTokens.user(user);
        bearer(token).get("/api/v1/me").then().statusCode(200);
        publish(user, 1, status, null);
        awaitStatus(token, 401);
        publish(user, 2, "active", null);
        awaitStatus(token, 200);
    }

    @Test
    void tokensBeforeNotBeforeAreOutAndLaterOnesAreIn() {
        String user = UUID.randomUUID().toString();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String early =
                TestTokens.person(user, "admin").issuedAt(now.minusSeconds(60)).mint();
        String late = TestTokens.person(user, "user").issuedAt(now).mint();
        bearer(early).get("/api/v1/me").then().statusCode(200);
        publish(user, 1, "active", now);
        awaitStatus(early, 401);
        bearer(late).get("/api/v1/me").then().statusCode(200);
    }

    @Test
    void keysOfBlockedUsersAreOut() {
        publish("u-blocked", 1, "inactive", null);
        awaitStatus(keyStartingWith('B'), 401);
    }

    private static void awaitStatus(String token, int status) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> bearer(token).get("/api/v1/me").then().statusCode(status));
    }

    private void publish(String user, long version, String status, @Nullable Instant notBefore) {
        OutboxMessage message = events.state(new SubjectState(status, notBefore), user, version);
        pool.withTransaction(transaction -> outbox.append(transaction, List.of(message)))
                .await()
                .atMost(Duration.ofSeconds(5));
        outbox.committed();
    }
}
