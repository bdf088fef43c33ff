package de.lopezitwelt.auth.totp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.totp.code.Base32;
import de.lopezitwelt.auth.totp.code.TotpPolicy;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class TotpIT {
    private static final String TOTP = "/api/v1/account/totp";
    private static final String SECOND_STEP = "/api/v1/auth/login/totp";
    private static final String STEP_UP = "/api/v1/auth/step-up";

    private final Api stranger = Api.client();
    private final String email = Api.freshEmail();
    private String userId = "";
    private Api user = stranger;
    private String refreshToken = "";

    @BeforeEach
    void signIn() {
        userId = stranger.register(email).text("id");
        Answer tokens = stranger.login(email, Api.PASSWORD);
        user = stranger.as(tokens.text("access_token"));
        refreshToken = tokens.text("refresh_token");
    }

    @Test
    void anAuthenticatorCountsOnceItsFirstCodeIsConfirmed() {
        Answer enrolled = user.post(TOTP);
        assertThat(enrolled.status()).isEqualTo(200);
        assertThat(enrolled.text("otpauth_uri")).contains("secret=" + enrolled.text("secret"));
        assertThat(stranger.login(email, Api.PASSWORD).status()).isEqualTo(200);
        assertThat(user.get(TOTP).body().path("enabled").asBoolean()).isFalse();

        assertThat(confirm("000000x").status()).isEqualTo(400);
        assertThat(confirm(code(enrolled.text("secret"))).body().path("recovery_codes"))
                .hasSize(10);

        assertThat(user.get(TOTP).body().path("enabled").asBoolean()).isTrue();
        assertThat(user.get(TOTP).body().path("recovery_codes_left").asInt()).isEqualTo(10);
        Answer first = stranger.login(email, Api.PASSWORD);
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.body().has("access_token")).isFalse();
        assertThat(first.body().path("methods").toString()).isEqualTo("[\"totp\",\"recovery_code\"]");
        forgetSteps();
        Answer second = complete(first.text("challenge"), code(enrolled.text("secret")));
        assertThat(second.status()).isEqualTo(200);
        assertThat(stranger.as(second.text("access_token"))
                        .get("/api/v1/account")
                        .text("id"))
                .isEqualTo(userId);
    }

    @Test
    void noTableHoldsTheSecretOrACodeOnPaperOpenly() {
        String secret = enable().secret();

        assertThat(Database.number("SELECT LOCATE(?, encrypted_data) FROM users WHERE id = ?", secret, userId))
                .isZero();
        assertThat(Database.number("SELECT LENGTH(encrypted_data) FROM users WHERE id = ?", userId))
                .isGreaterThan(secret.length());
        assertThat(Database.number(
                        "SELECT COUNT(*) FROM totp_recovery_codes WHERE user_id = ? AND LENGTH(code_hash) = 64",
                        userId))
                .isEqualTo(10);
    }

    @Test
    void aCodeWorksOnceEvenForAHundredAtTheSameTime() {
        Enabled enabled = enable();
        List<String> challenges = List.of(challenge(), challenge(), challenge());
        forgetSteps();
        String code = code(enabled.secret());
        var next = new java.util.concurrent.atomic.AtomicInteger();

        List<Answer> answers = Api.parallel(3, () -> complete(challenges.get(next.getAndIncrement()), code));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 401, 401);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 401)
                .extracting(Answer::problem)
                .containsOnly("invalid-code");
    }

    @Test
    void aChallengeWorksOnceAndEndsWithAPasswordChange() {
        Enabled enabled = enable();
        String used = challenge();
        forgetSteps();
        Answer tokens = complete(used, code(enabled.secret()));
        forgetSteps();
        assertThat(complete(used, code(enabled.secret())).problem()).isEqualTo("invalid-challenge");

        String pending = challenge();
        forgetSteps();
        Answer changed = stranger.as(tokens.text("access_token"))
                .post(
                        "/api/v1/account/password",
                        Map.of("current_password", Api.PASSWORD, "new_password", "Acht Reiher stehen still"));
        assertThat(changed.status()).isEqualTo(204);
        assertThat(complete(pending, code(enabled.secret())).problem()).isEqualTo("invalid-challenge");
        assertThat(complete("made-up", "123456").problem()).isEqualTo("invalid-challenge");
    }

    @Test
    void aRecoveryCodeWorksOnce() {
        Enabled enabled = enable();
        Map<String, String> answer = Map.of(
                "challenge",
                challenge(),
                "recovery_code",
                enabled.recoveryCodes().get(3));

        assertThat(stranger.post(SECOND_STEP, answer).status()).isEqualTo(200);
        assertThat(stranger.post(
                                SECOND_STEP,
                                Map.of(
                                        "challenge",
                                        challenge(),
                                        "recovery_code",
                                        enabled.recoveryCodes().get(3)))
                        .problem())
                .isEqualTo("invalid-code");
        assertThat(user.get(TOTP).body().path("recovery_codes_left").asInt()).isEqualTo(9);
    }

    @Test
    void guessingCodesIsThrottledWithTheCounterOfTheDoor() {
        enable();
        String challenge = challenge();

        List<Answer> answers = Api.parallel(200, () -> complete(challenge, "0x0x0x"));

        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(5);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(195);
        assertThat(stranger.login(email, Api.PASSWORD).status()).isEqualTo(429);
        assertThat(user.post(STEP_UP, Map.of("code", "0x0x0x")).status()).isEqualTo(429);
    }

    @Test
    void knowingThePasswordDoesNotGiveMoreGuesses() {
        enable();
        int guesses = 0;
        for (int round = 0; round < 8; round++) {
            Answer first = stranger.login(email, Api.PASSWORD);
            if (first.status() == 202
                    && complete(first.text("challenge"), "0x0x0x").status() == 401) {
                guesses++;
            }
        }
        assertThat(guesses).isEqualTo(5);
    }

    @Test
    void dangerousActionsWantAFreshProofWithTheSecondFactor() {
        assertThat(makeKey(user).status()).isEqualTo(201);
        Enabled enabled = enable();

        Answer passwordOnly = makeKey(user);
        assertThat(passwordOnly.status()).isEqualTo(401);
        assertThat(passwordOnly.problem()).isEqualTo("step-up-required");
        assertThat(passwordOnly.header("WWW-Authenticate"))
                .contains("error=\"insufficient_user_authentication\"")
                .contains("acr_values=\"aal2\"");
        assertThat(user.post(STEP_UP, Map.of("password", Api.PASSWORD)).status())
                .isEqualTo(400);
        forgetSteps();
        Answer proof = user.post(STEP_UP, Map.of("code", code(enabled.secret())));
        assertThat(proof.status()).isEqualTo(200);
        assertThat(makeKey(stranger.as(proof.text("access_token"))).status()).isEqualTo(201);
    }

    @Test
    void aRefreshIsNoProofAndThePasswordGivesOne() {
        Api refreshed = stranger.as(stranger.refresh(refreshToken).text("access_token"));

        assertThat(refreshed.get("/api/v1/account").status()).isEqualTo(200);
        assertThat(makeKey(refreshed).problem()).isEqualTo("step-up-required");
        assertThat(refreshed.post(TOTP).problem()).isEqualTo("step-up-required");
        assertThat(refreshed
                        .post(STEP_UP, Map.of("password", "Neun Kraniche fliegen"))
                        .status())
                .isEqualTo(400);
        Answer proof = refreshed.post(STEP_UP, Map.of("password", Api.PASSWORD));
        assertThat(makeKey(stranger.as(proof.text("access_token"))).status()).isEqualTo(201);
    }

    @Test
    void switchingItOffNeedsTheSecondFactorAndLeavesNothing() {
        Enabled enabled = enable();
        assertThat(user.delete(TOTP).problem()).isEqualTo("step-up-required");
        assertThat(user.post(TOTP).problem()).isEqualTo("step-up-required");
        Api proven = stranger.as(user.post(
                        STEP_UP, Map.of("recovery_code", enabled.recoveryCodes().getFirst()))
                .text("access_token"));
        assertThat(proven.post(TOTP).problem()).isEqualTo("totp-enabled");
        assertThat(proven.post(TOTP + "/recovery-codes").body().path("recovery_codes"))
                .hasSize(10);

        assertThat(proven.delete(TOTP).status()).isEqualTo(204);

        assertThat(proven.delete(TOTP).problem()).isEqualTo("totp-not-enrolled");
        assertThat(stranger.login(email, Api.PASSWORD).status()).isEqualTo(200);
        assertThat(Database.number("SELECT COUNT(*) FROM totp_recovery_codes WHERE user_id = ?", userId))
                .isZero();
        assertThat(Database.text("SELECT encrypted_data FROM users WHERE id = ?", userId))
                .isNull();
    }

    @Test
    void aSecretOfAnotherRowOpensNothing() {
        enable();
        String challenge = challenge();
        String other = Api.client().register(Api.freshEmail()).text("id");
        Database.update(
                "UPDATE users victim JOIN users thief ON thief.id = ? SET victim.encrypted_data = REVERSE(victim.encrypted_data)"
                        + " WHERE victim.id = ?",
                other,
                userId);

        assertThat(complete(challenge, "123456").status()).isEqualTo(500);
    }

    private record Enabled(String secret, List<String> recoveryCodes) {}

    private Enabled enable() {
        String secret = user.post(TOTP).text("secret");
        JsonNode codes = confirm(code(secret)).body().path("recovery_codes");
        return new Enabled(
                secret,
                StreamSupport.stream(codes.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    private Answer confirm(String code) {
        return user.post(TOTP + "/confirm", Map.of("code", code));
    }

    private String challenge() {
        return stranger.login(email, Api.PASSWORD).text("challenge");
    }

    private Answer complete(String challenge, String code) {
        return stranger.post(SECOND_STEP, Map.of("challenge", challenge, "code", code));
    }

    private static Answer makeKey(Api api) {
        return api.post("/api/v1/api-keys", Map.of("name", "Skript", "scopes", List.of("account:read")));
    }

    private static String code(String secret) {
        return TotpPolicy.codeAt(Base32.decode(secret), Instant.now().getEpochSecond() / TotpPolicy.STEP_SECONDS);
    }

    /** As if the last code had been used long ago: no test waits for the next one. */
    private void forgetSteps() {
        Database.update("UPDATE totp_enrolments SET last_used_step = 0 WHERE user_id = ?", userId);
    }
}
