package de.lopezitwelt.platform.web.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.local.secret.SigningKey;
import de.lopezitwelt.platform.web.call.HttpCalls;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    /** Longer than a busy machine needs; nothing here waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SigningKey old = SigningKey.generate("old");
    private final SigningKey next = SigningKey.generate("next");
    private final AtomicInteger fetches = new AtomicInteger();
    private final SteppingClock clock = new SteppingClock();
    private final Vertx vertx = Vertx.vertx();
    private volatile int status = 200;
    private volatile String body = old.toPublicKeySet();
    private HttpServer issuer;
    private SigningKeys keys;

    @BeforeEach
    void start() {
        issuer = vertx.createHttpServer()
                .requestHandler(request -> {
                    fetches.incrementAndGet();
                    request.response().setStatusCode(status).end(body);
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(IdentityConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "lopez.identity.issuer",
                                "http://issuer.test",
                                "lopez.identity.api-scopes",
                                "account:read",
                                "lopez.identity.jwks-url",
                                "http://localhost:" + issuer.actualPort() + "/jwks.json"),
                        "test",
                        100))
                .build()
                .getConfigMapping(IdentityConfig.class);
        keys = new SigningKeys(new HttpCalls(vertx, PATIENCE, PATIENCE), new ObjectMapper(), clock, config);
    }

    @AfterEach
    void stop() {
        vertx.close();
    }

    private @Nullable PublicKey find(String id) {
        return keys.find(id).await().atMost(PATIENCE);
    }

    @Test
    void keyIsFetchedOnceAndHeld() {
        assertThat(find("old")).isEqualTo(old.publicKey());
        clock.pass(Duration.ofSeconds(59));
        assertThat(find("old")).isNotNull();
        assertThat(fetches).hasValue(1);
    }

    @Test
    void newKeyIsFoundAtOnce() {
        find("old");
        body = next.toPublicKeySet();
        clock.pass(Duration.ofSeconds(5));
        assertThat(find("next")).isEqualTo(next.publicKey());
    }

    @Test
    void inventedKeyIdsDoNotDriveTheIssuer() {
        find("old");
        for (int i = 0; i < 1000; i++) {
            assertThat(find("invented-" + i)).isNull();
        }
        assertThat(fetches).hasValue(1);
        clock.pass(Duration.ofSeconds(5));
        assertThat(find("invented")).isNull();
        assertThat(fetches).hasValue(2);
    }

    @Test
    void manyAskAtOnceAndOneFetches() {
        List<PublicKey> found;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            found = IntStream.range(0, 100).mapToObj(i -> threads.submit(() -> find("old"))).toList().stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception failed) {
                            throw new AssertionError(failed);
                        }
                    })
                    .toList();
        }
        assertThat(found).hasSize(100).doesNotContainNull();
        assertThat(fetches).hasValue(1);
    }

    @Test
    void heldKeysServeWhileTheIssuerIsAway() {
        find("old");
        status = 500;
        clock.pass(Duration.ofHours(5));
        assertThat(find("old")).isEqualTo(old.publicKey());
        await().untilAsserted(() -> assertThat(fetches).hasValue(2));
        assertThat(find("old")).isEqualTo(old.publicKey());
    }

    @Test
    void retiredKeyEndsAfterTheNextRefresh() {
        find("old");
        body = next.toPublicKeySet();
        clock.pass(Duration.ofSeconds(61));
        assertThat(find("old")).isNotNull();
        await().untilAsserted(() -> {
            clock.pass(Duration.ofSeconds(5));
            assertThat(find("old")).isNull();
        });
    }

    @Test
    void unknownKeyWithTheIssuerAwayIs503AndNoGuess() {
        status = 503;
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> find("old"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.type().status()).isEqualTo(503));
        }
        assertThat(fetches).hasValue(1);
        status = 200;
        clock.pass(Duration.ofSeconds(5));
        assertThat(find("old")).isNotNull();
    }

    @Test
    void keysOfOtherKindsAreSkipped() {
        body = "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"rsa\",\"n\":\"AQAB\",\"e\":\"AQAB\"},"
                + "{\"kty\":\"EC\",\"crv\":\"P-384\",\"kid\":\"p384\",\"x\":\"AA\",\"y\":\"AA\"},"
                + "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"without-point\"},"
                + old.toPublicKeySet().substring("{\"keys\":[".length());
        assertThat(find("old")).isNotNull();
        assertThat(find("rsa")).isNull();
        assertThat(find("p384")).isNull();
        assertThat(find("without-point")).isNull();
    }

    /** A clock that moves when told. */
    private static final class SteppingClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-31T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return InstantSource.system().withZone(zone);
        }
    }
}
