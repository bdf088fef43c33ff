package de.lopezitwelt.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.login.throttle.ThrottleSubject;
import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class LoginIT {
    private static final String WRONG = "Neun Kraniche fliegen";

    @Inject
    Passwords passwords;

    @Test
    void aSignInGivesTokensThatOpenTheAccount() {
        String email = Api.freshEmail();
        Api client = Api.client();
        String id = client.register(email).text("id");

        Answer tokens = client.login(email, Api.PASSWORD);

        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.body().path("expires_in").asInt()).isEqualTo(300);
        assertThat(tokens.body().path("refresh_expires_in").asInt()).isEqualTo(14 * 24 * 3600);
        assertThat(tokens.header("Cache-Control")).contains("no-store");
        Answer account = client.as(tokens.text("access_token")).get("/api/v1/account");
        assertThat(account.status()).isEqualTo(200);
        assertThat(account.text("id")).isEqualTo(id);
        assertThat(account.body().path("last_login_at").isTextual()).isTrue();
    }

    @Test
    void theAccessTokenIsWhatServicesExpect() {
        String email = Api.freshEmail();
        Api client = Api.client();
        String id = client.register(email).text("id");

        String[] parts = client.login(email, Api.PASSWORD).text("access_token").split("\\.");
        String header = decoded(parts[0]);
        String claims = decoded(parts[1]);

        assertThat(header)
                .contains("\"alg\":\"ES256\"")
                .contains("\"typ\":\"at+jwt\"")
                .contains("\"kid\":\"test-1\"");
        assertThat(claims)
                .contains("\"sub\":\"" + id + "\"")
                .contains("\"aud\":\"lopez\"")
                .contains("\"role\":\"")
                .contains("\"jti\":\"")
                .doesNotContain(email);
    }

    @Test
    void anUnknownEmailAndAWrongPasswordGetTheSameAnswerAfterTheSameWork() {
        String email = Api.freshEmail();
        Api client = Api.client();
        client.register(email);
        long before = passwords.hashesStarted();

        Answer wrong = client.login(email, WRONG);
        Answer unknown = client.login(Api.freshEmail(), WRONG);

        assertThat(passwords.hashesStarted() - before).isEqualTo(2);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(wrong.text("type")).isEqualTo(unknown.text("type")).endsWith("invalid-credentials");
        assertThat(wrong.text("title")).isEqualTo(unknown.text("title"));
        assertThat(wrong.body().path("detail")).isEqualTo(unknown.body().path("detail"));
    }

    @Test
    void aThousandParallelGuessesCostNoMoreHashesThanTheThreshold() {
        String email = Api.freshEmail();
        Api.client().register(email);
        long before = passwords.hashesStarted();

        List<Answer> answers = Api.parallel(1000, () -> Api.client().login(email, WRONG));

        assertThat(passwords.hashesStarted() - before).isEqualTo(5);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .hasSize(995)
                .allSatisfy(answer -> assertThat(Integer.parseInt(answer.header("Retry-After")))
                        .isBetween(1, 30));
        assertThat(Database.number("SELECT COUNT(*) FROM login_attempts WHERE email = ?", email))
                .isEqualTo(5);
    }

    @Test
    void peopleWhoAllKnowThePasswordGetInAtTheSameTime() {
        String email = Api.freshEmail();
        Api.client().register(email);

        List<Answer> answers = Api.parallel(40, () -> Api.client().login(email, Api.PASSWORD));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(Database.text(
                        "SELECT CONCAT(failures, ' ', pending) FROM login_throttles WHERE subject = ?",
                        ThrottleSubject.of(email, null).account()))
                .isEqualTo("0 0");
    }

    @Test
    void aLockedAccountsRightPasswordIsRefusedWithoutAHashAndOthersFromThereGetIn() {
        String victim = Api.freshEmail();
        String neighbour = Api.freshEmail();
        Api office = Api.client();
        office.register(victim);
        office.register(neighbour);
        for (int i = 0; i < 5; i++) {
            assertThat(office.login(victim, WRONG).status()).isEqualTo(401);
        }
        long before = passwords.hashesStarted();

        Answer locked = office.login(victim, Api.PASSWORD);

        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.problem()).isEqualTo("too-many-attempts");
        assertThat(passwords.hashesStarted()).isEqualTo(before);
        assertThat(office.login(neighbour, Api.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void afterTheLockTheRightPasswordOpensAndForgetsTheFailures() {
        String email = Api.freshEmail();
        Api client = Api.client();
        client.register(email);
        for (int i = 0; i < 5; i++) {
            client.login(email, WRONG);
        }
        String subject = ThrottleSubject.of(email, null).account();
        Database.update(
                "UPDATE login_throttles SET locked_until = locked_until - INTERVAL 1 MINUTE WHERE subject = ?",
                subject);

        assertThat(client.login(email, Api.PASSWORD).status()).isEqualTo(200);
        assertThat(Database.number("SELECT failures FROM login_throttles WHERE subject = ?", subject))
                .isZero();
        for (int i = 0; i < 4; i++) {
            assertThat(client.login(email, WRONG).status()).isEqualTo(401);
        }
    }

    @Test
    void anAddressThatFailedAHundredTimesIsRefusedForEveryAccount() {
        String email = Api.freshEmail();
        Api client = Api.client();
        client.register(email);
        var guesses = new ArrayList<Answer>();
        for (int i = 0; i < 4; i++) {
            guesses.addAll(Api.parallel(30, () -> client.login(Api.freshEmail(), WRONG)));
        }

        assertThat(guesses).filteredOn(answer -> answer.status() == 401).hasSize(100);
        assertThat(client.login(email, Api.PASSWORD).status()).isEqualTo(429);
        assertThat(Api.client().login(email, Api.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aDeactivatedAccountIsToldToWhoKnowsThePasswordOnly() {
        String email = Api.freshEmail();
        Api client = Api.client();
        client.register(email);
        Database.update("UPDATE users SET is_active = FALSE WHERE email = ?", email);

        assertThat(client.login(email, WRONG).status()).isEqualTo(401);
        assertThat(client.login(email, Api.PASSWORD).status()).isEqualTo(403);
        assertThat(client.login(email, Api.PASSWORD).problem()).isEqualTo("account-inactive");
    }

    @Test
    void anOutdatedHashIsRenewedAtSignIn() {
        String email = Api.freshEmail();
        Api client = Api.client();
        client.register(email);
        String cheaper = cheaperHash();
        Database.update("UPDATE users SET password_hash = ? WHERE email = ?", cheaper, email);

        assertThat(client.login(email, Api.PASSWORD).status()).isEqualTo(200);

        assertThat(Database.text("SELECT password_hash FROM users WHERE email = ?", email))
                .isNotEqualTo(cheaper)
                .contains("$05$");
        assertThat(client.login(email, Api.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void attemptsAreRecordedWithTheAddressTheTrustedProxyTells() {
        String email = Api.freshEmail();
        Api client = Api.client().with("X-Forwarded-For", "203.0.113.77").with("User-Agent", "Tester/1");
        client.register(email);
        client.login(email, WRONG);
        client.login(email, Api.PASSWORD);

        assertThat(Database.text(
                        "SELECT GROUP_CONCAT(success, '@', ip_address ORDER BY id) FROM login_attempts WHERE email = ?",
                        email))
                .isEqualTo("0@203.0.113.77,1@203.0.113.77");
    }

    /** As the service would have stored it when it was configured with cost 4. */
    private static String cheaperHash() {
        try {
            byte[] pepper = Base64.getDecoder()
                    .decode(ConfigProvider.getConfig()
                            .getValue("lopez.auth.peppers", String.class)
                            .split(":")[1]);
            Mac mac = Mac.getInstance("HmacSHA384");
            mac.init(new SecretKeySpec(pepper, "HmacSHA384"));
            byte[] digest = mac.doFinal(Api.PASSWORD.getBytes(StandardCharsets.UTF_8));
            return "hmac-sha384-bcrypt$t1"
                    + BcryptUtil.bcryptHash(Base64.getEncoder().encodeToString(digest), 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
