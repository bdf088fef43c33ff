package de.lopezitwelt.auth.registration;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Mailbox;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** As in production: an account is of use once its e-mail is verified, and nobody learns who has one. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@TestProfile(RequiredVerificationIT.Required.class)
class RequiredVerificationIT {
    private static final String REGISTER = "/api/v1/auth/register";
    private static final Duration ANSWER_AFTER = Duration.ofMillis(1_500);

    private final Api client = Api.client();

    public static final class Required implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "lopez.auth.verification.unverified-may-not",
                    "sign-in,api-keys",
                    "lopez.auth.registration.answer-after",
                    "1.5s");
        }
    }

    @Test
    void registeringTellsNobodyWhetherTheEmailIsRegistered() {
        String verified = verifiedAccount();
        String unverified = Api.freshEmail();
        client.register(unverified);
        String free = Api.freshEmail();

        List<Answer> answers = Stream.of(free, unverified, verified)
                .map(email -> timed(() -> client.register(email)))
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(202);
        assertThat(answers)
                .extracting(answer -> answer.body().toString().replaceAll("[^\"]+@beispiel.de", "E"))
                .containsOnly("{\"email\":\"E\",\"next\":\"verify-email\"}");
        assertThat(answers).extracting(RequiredVerificationIT::headers).containsOnly(headers(answers.getFirst()));
    }

    @Test
    void parallelRequestsForOneEmailAreAnsweredAlikeToo() {
        String email = Api.freshEmail();

        assertThat(Api.parallel(4, () -> Api.client().register(email)))
                .extracting(Answer::status)
                .containsOnly(202);
        assertThat(Database.number("SELECT COUNT(*) FROM users WHERE email = ?", email))
                .isEqualTo(1);
    }

    @Test
    void whoHasTheEmailIsToldByMailInTheirLanguageAndNotFlooded() {
        String email = verifiedAccount();
        Api german = Api.client().with("Accept-Language", "de");
        int before = Mailbox.of(email).size();

        german.register(email);

        assertThat(Mailbox.await(email, before + 1))
                .contains("Sie haben bereits ein Konto")
                .doesNotContain("#token=", "Erika");
        assertThat(Mailbox.of(email)).hasSize(before + 1);

        List<Answer> answers =
                Stream.generate(() -> Api.client().register(email)).limit(6).toList();
        assertThat(answers).extracting(Answer::status).contains(202, 429).containsOnly(202, 429);
        assertThat(answers.getLast().header("Retry-After")).matches("\\d+");
        String free = Api.freshEmail();
        assertThat(Stream.generate(() -> Api.client().register(free)).limit(6).map(Answer::status))
                .containsExactly(202, 202, 202, 202, 202, 429);
    }

    @Test
    void whoHasNotVerifiedTheEmailGetsTheLinkAgain() {
        String email = Api.freshEmail();
        client.register(email);
        String first = Mailbox.token(Mailbox.await(email, 1));

        client.register(email);

        String second = Mailbox.token(Mailbox.await(email, 2));
        assertThat(second).isNotEqualTo(first);
        assertThat(client.post("/api/v1/auth/verify-email", Map.of("token", second))
                        .status())
                .isEqualTo(204);
        assertThat(client.login(email, Api.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void signingInTellsNobodyWhetherTheirRegistrationMadeAnAccount() {
        String verified = verifiedAccount();
        String free = Api.freshEmail();
        String password = "Acht Kraniche fliegen dort";
        for (String email : List.of(verified, free)) {
            client.post(REGISTER, Map.of("email", email, "password", password, "name", "Stranger"));
        }

        for (int guess = 0; guess < 7; guess++) {
            Answer taken = client.login(verified, password);
            Answer made = client.login(free, password);

            assertThat(made.status()).isEqualTo(taken.status()).isIn(401, 429);
            assertThat(withoutInstance(made)).isEqualTo(withoutInstance(taken));
        }
    }

    @Test
    void oneKeyRepeatsTheAnswerAndNoMore() {
        String verified = verifiedAccount();
        String free = Api.freshEmail();

        for (String email : List.of(verified, free)) {
            Api keyed = Api.client().with("Idempotency-Key", "register-" + email);
            Answer first = keyed.register(email);
            Answer again = keyed.register(email);
            assertThat(first.status()).isEqualTo(202);
            assertThat(again.status()).isEqualTo(202);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("Location")).isEmpty();
        }
    }

    @Test
    void whatIsWrongIsToldAlike() {
        String verified = verifiedAccount();

        for (String email : List.of(verified, Api.freshEmail())) {
            Answer answer = client.post(REGISTER, Map.of("email", email, "password", "short", "name", "E"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo("password");
        }
    }

    private String verifiedAccount() {
        String email = Api.freshEmail();
        Api.client().register(email);
        String token = Mailbox.token(Mailbox.await(email, 1));
        assertThat(client.post("/api/v1/auth/verify-email", Map.of("token", token))
                        .status())
                .isEqualTo(204);
        return email;
    }

    /** Hashing takes its time on a busy machine; afterwards the clock decides. */
    private static Answer timed(Supplier<Answer> call) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            long begin = System.nanoTime();
                            Answer answer = call.get();
                            long took = System.nanoTime() - begin;
                            assertThat(took).isGreaterThanOrEqualTo(ANSWER_AFTER.toNanos());
                            return answer;
                        },
                        answer -> answer.status() != 503);
    }

    private static Map<String, List<String>> headers(Answer answer) {
        var headers = new java.util.TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(List.of("x-request-id", "ratelimit", "content-length"));
        return headers;
    }

    private static String withoutInstance(Answer answer) {
        return answer.body().toString().replaceAll("urn:uuid:[0-9a-f-]{36}", "");
    }
}
