package de.lopezitwelt.platform.web.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.web.app.AuthDouble;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.Origin;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Auth, as {@link AuthDouble} plays it, has ended whatever is called so. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class OpenCredentialsIT {
    private static final Duration FELT = Duration.ofSeconds(5);

    @Inject
    OpenCredentials credentials;

    private final AtomicInteger told = new AtomicInteger();

    @Test
    void aRevokedKeyAndAnEndedSignInHoldNoMoreAndTellSo() {
        for (Caller caller : new Caller[] {key("ended-key", Instant.MAX), person("ended-sign-in", Instant.MAX)}) {
            told.set(0);
            try (var watched = credentials.watch(caller, told::incrementAndGet)) {
                await().atMost(FELT).until(() -> !watched.hold());
                assertThat(told).hasValue(1);
            }
        }
    }

    @Test
    void aKeyThatLivesHolds() {
        try (var watched = credentials.watch(key("living-key", Instant.MAX), told::incrementAndGet)) {
            await().during(Duration.ofSeconds(3)).atMost(FELT).until(watched::hold);
            assertThat(told).hasValue(0);
        }
    }

    @Test
    void anExpiredKeyHoldsNoMoreWhateverAuthSays() {
        try (var watched = credentials.watch(key("living-key", soon()), told::incrementAndGet)) {
            assertThat(watched.hold()).isTrue();
            await().atMost(FELT).until(() -> !watched.hold());
        }
    }

    @Test
    void aTokenIsOutlivedByItsSignIn() {
        try (var watched = credentials.watch(person("living-sign-in", soon()), told::incrementAndGet)) {
            await().during(Duration.ofSeconds(3)).atMost(FELT).until(watched::hold);
        }
    }

    @Test
    void aTokenWithoutSignInEndsWithItsTime() {
        try (var watched = credentials.watch(person(null, soon()), told::incrementAndGet)) {
            assertThat(watched.hold()).isTrue();
            await().atMost(FELT).until(() -> !watched.hold());
        }
    }

    @Test
    void whileAuthDoesNotAnswerWhatWasKnownHolds() {
        try (var watched = credentials.watch(key("ended-while-away", Instant.MAX), told::incrementAndGet)) {
            await().during(Duration.ofSeconds(3)).atMost(FELT).until(watched::hold);
        }
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(2);
    }

    private static Caller key(String id, Instant expiresAt) {
        return new Caller(
                Caller.Kind.API_KEY,
                "u-open",
                id,
                null,
                PlatformRole.USER,
                Set.of(),
                null,
                Instant.now(),
                expiresAt,
                Origin.UNKNOWN);
    }

    private static Caller person(@Nullable String signIn, Instant expiresAt) {
        return new Caller(
                Caller.Kind.USER,
                "u-open",
                null,
                null,
                PlatformRole.USER,
                Set.of(),
                "t-1",
                Instant.now(),
                expiresAt,
                Origin.UNKNOWN,
                new Caller.SignIn(signIn, null, false));
    }
}
