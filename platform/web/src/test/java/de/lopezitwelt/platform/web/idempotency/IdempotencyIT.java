package de.lopezitwelt.platform.web.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class IdempotencyIT {
    private static final String HIBERNATE = "/api/v1/things";
    private static final String SQL = "/api/v1/things/sql";

    @Inject
    Pool pool;

    @ConfigProperty(name = "lopez.mysql.address")
    String address;

    @ConfigProperty(name = "lopez.mysql.schema")
    String schema;

    @ConfigProperty(name = "lopez.mysql.root-password")
    String rootPassword;

    private final String user = UUID.randomUUID().toString();
    private final String key = UUID.randomUUID().toString();

    private Response post(String path, String caller, String idempotencyKey, String body) {
        return given().header("Authorization", "Bearer " + TestTokens.user(caller))
                .header("Idempotency-Key", idempotencyKey)
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    private long count(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next()
                .getLong(0);
    }

    private long thingsOf(String owner) {
        return count("SELECT COUNT(*) FROM things WHERE owner = '" + owner + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {HIBERNATE, SQL})
    void repeatedRequestIsAnsweredAlikeAndCreatesNothing(String path) {
        Response first = post(path, user, key, "{\"name\":\"a\"}");
        Response second = post(path, user, key, "{ \"name\" : \"a\" }");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(second.header("Location")).endsWith(first.path("id").toString());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(thingsOf(user)).isEqualTo(1);
    }

    @Test
    void anotherBodyUnderTheKeyIs422() {
        post(HIBERNATE, user, key, "{\"name\":\"a\"}");
        post(HIBERNATE, user, key, "{\"name\":\"b\"}")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        assertThat(thingsOf(user)).isEqualTo(1);
    }

    @Test
    void keysOfDifferentCallersAndRoutesAreDifferent() {
        String other = UUID.randomUUID().toString();
        post(HIBERNATE, user, key, "{\"name\":\"a\"}").then().statusCode(201);
        post(HIBERNATE, other, key, "{\"name\":\"b\"}").then().statusCode(201);
        post(SQL, user, key, "{\"name\":\"b\"}").then().statusCode(201);
        assertThat(thingsOf(user)).isEqualTo(2);
        assertThat(thingsOf(other)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {HIBERNATE, SQL})
    void fiftyParallelCallsCreateOneAndGetTheSameAnswer(String path) throws Exception {
        try (var threads = Executors.newFixedThreadPool(50)) {
            Callable<Response> call = () -> post(path, user, key, "{\"name\":\"a\"}");
            var answers =
                    threads.invokeAll(Stream.generate(() -> call).limit(50).toList());
            var bodies = answers.stream()
                    .map(answer ->
                            answer.resultNow().statusCode() + answer.resultNow().asString())
                    .collect(Collectors.toSet());
            assertThat(bodies).hasSize(1).first().asString().startsWith("201");
        }
        assertThat(thingsOf(user)).isEqualTo(1);
    }

    @Test
    void whatFailedMayBeTriedAgain() {
        post(HIBERNATE, user, key, "{\"name\":\" \"}").then().statusCode(400);
        post(HIBERNATE, user, key, "{\"name\":\"a\"}").then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "ümlaut"})
    void keyMustBeVisibleAscii(String bad) {
        post(HIBERNATE, user, bad, "{\"name\":\"a\"}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("Idempotency-Key"));
    }

    /** What another instance does: its transaction holds the key's row, uncommitted, while our request runs. */
    @ParameterizedTest
    @CsvSource({HIBERNATE + ",true", HIBERNATE + ",false", SQL + ",true", SQL + ",false"})
    void otherInstanceWithTheSameKeyDecidesByItsCommit(String path, boolean commits) throws Exception {
        Response original = post(path, user, "first-" + key, "{\"name\":\"a\"}");
        var connection = pool.getConnection().await().atMost(Duration.ofSeconds(5));
        var transaction = connection.begin().await().atMost(Duration.ofSeconds(5));
        connection
                .preparedQuery("INSERT INTO idempotency_keys SELECT ?, request_hash, status, location, reference, body,"
                        + " created_at, expires_at FROM idempotency_keys WHERE key_hash = ?")
                .execute(Tuple.of(hash(path, key), hash(path, "first-" + key)))
                .await()
                .atMost(Duration.ofSeconds(5));
        try (var threads = Executors.newSingleThreadExecutor()) {
            var ours = threads.submit(() -> post(path, user, key, "{\"name\":\"a\"}"));
            awaitLockWait();
            (commits ? transaction.commit() : transaction.rollback()).await().atMost(Duration.ofSeconds(5));
            assertThat(ours.get().statusCode()).isEqualTo(201);
            assertThat(ours.get().asString().equals(original.asString())).isEqualTo(commits);
        } finally {
            connection.close().await().atMost(Duration.ofSeconds(5));
        }
        assertThat(thingsOf(user)).isEqualTo(commits ? 1 : 2);
    }

    private Object hash(String path, String idempotencyKey) {
        return Buffer.buffer(IdempotencyKey.digest("USER " + user, "POST", path, idempotencyKey))
                .getDelegate();
    }

    private void awaitLockWait() {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            try (var root = DriverManager.getConnection("jdbc:mysql://" + address, "root", rootPassword);
                    var rows = root.createStatement()
                            .executeQuery(
                                    "SELECT COUNT(*) FROM performance_schema.data_locks WHERE lock_status = 'WAITING'"
                                            + " AND object_name = 'idempotency_keys' AND object_schema = '" + schema
                                            + "'")) {
                rows.next();
                return rows.getLong(1) > 0;
            }
        });
    }

    @Test
    void withoutKeyEveryRequestCreates() {
        for (int i = 0; i < 2; i++) {
            given().header("Authorization", "Bearer " + TestTokens.user(user))
                    .contentType("application/json")
                    .body("{\"name\":\"a\"}")
                    .post(HIBERNATE)
                    .then()
                    .statusCode(201);
        }
        assertThat(thingsOf(user)).isEqualTo(2);
    }

    @Test
    void expiredKeysArePurged() {
        pool.query("INSERT INTO idempotency_keys (key_hash, request_hash, status, created_at, expires_at) VALUES"
                        + " (RANDOM_BYTES(32), RANDOM_BYTES(32), 201, NOW(6), NOW(6) - INTERVAL 1 SECOND)")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(5));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> count("SELECT COUNT(*) FROM idempotency_keys WHERE expires_at < NOW(6)") == 0);
    }
}
