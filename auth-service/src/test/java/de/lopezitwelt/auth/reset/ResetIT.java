package de.lopezitwelt.auth.reset;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Mailbox;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class ResetIT {
    private static final String NEW_PASSWORD = "Acht Kraniche landen";

    private final Api client = Api.client();

    @Inject
    Passwords passwords;

    @Test
    void theLinkSetsThePasswordAndEndsEverySignInAndEveryLock() {
        String email = Api.freshEmail();
        client.register(email);
        Answer before = client.login(email, Api.PASSWORD);
        for (int i = 0; i < 5; i++) {
            client.login(email, "Neun Kraniche fliegen");
        }
        assertThat(client.login(email, Api.PASSWORD).status()).isEqualTo(429);
        String token = askForLink(email, 2);

        Answer reset = reset(token, NEW_PASSWORD);

        assertThat(reset.status()).isEqualTo(204);
        assertThat(client.refresh(before.text("refresh_token")).status()).isEqualTo(401);
        assertThat(client.login(email, NEW_PASSWORD).status()).isEqualTo(200);
        assertThat(client.login(email, Api.PASSWORD).status()).isEqualTo(401);
        assertThat(Database.number("SELECT email_verified FROM users WHERE email = ?", email))
                .as("who reads the mail owns the e-mail")
                .isEqualTo(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(client.as(before.text("access_token"))
                                .get("/api/v1/account")
                                .status())
                        .isEqualTo(401));
    }

    @Test
    void aLinkWorksOnceHoweverManyTryAndTakesTheOthersWithIt() {
        String email = Api.freshEmail();
        client.register(email);
        String first = askForLink(email, 2);
        String second = askForLink(email, 3);

        List<Answer> answers = Api.parallel(10, () -> reset(second, NEW_PASSWORD));

        assertThat(answers).filteredOn(answer -> answer.status() == 204).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 204)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("invalid-link"));
        assertThat(reset(first, NEW_PASSWORD).problem()).isEqualTo("invalid-link");
    }

    @Test
    void anUnknownEmailGetsTheSameAnswerForTheSameWorkAndNoMail() {
        String email = Api.freshEmail();
        String unknown = Api.freshEmail();
        client.register(email);
        Mailbox.await(email, 1);
        long hashes = passwords.hashesStarted();

        Answer known = forgot(email);
        Answer other = forgot(unknown);

        assertThat(known.status()).isEqualTo(202);
        assertThat(other.status()).isEqualTo(202);
        assertThat(known.body()).isEqualTo(other.body());
        assertThat(passwords.hashesStarted()).isEqualTo(hashes);
        Mailbox.await(email, 2);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Database.number(
                                "SELECT COUNT(*) FROM mail_outbox WHERE kind = 'password_reset' AND attempts = 0"))
                        .isZero());
        assertThat(Mailbox.of(unknown)).isEmpty();
    }

    @Test
    void aRefusedPasswordLeavesTheLinkGoodAndAnOldLinkCostsNoHash() {
        String email = Api.freshEmail();
        client.register(email);
        String token = askForLink(email, 2);
        long before = passwords.hashesStarted();

        Answer tooShort = reset(token, "zu kurz");
        assertThat(tooShort.status()).isEqualTo(400);
        assertThat(tooShort.body().at("/violations/0/field").asText()).isEqualTo("new_password");
        assertThat(reset("a".repeat(43), NEW_PASSWORD).problem()).isEqualTo("invalid-link");
        assertThat(passwords.hashesStarted()).isEqualTo(before);

        Database.update(
                "UPDATE password_reset_tokens SET expires_at = expires_at - INTERVAL 31 MINUTE WHERE token = ?",
                OneTimeSecrets.digest(token));
        assertThat(reset(token, NEW_PASSWORD).problem()).isEqualTo("invalid-link");
    }

    @Test
    void linksComeFromTheConfigurationWhateverTheRequestSays() {
        String email = Api.freshEmail();
        client.register(email);
        Mailbox.await(email, 1);
        client.with("X-Forwarded-Host", "evil.example")
                .with("Forwarded", "host=evil.example")
                .post("/api/v1/auth/forgot-password", Map.of("email", email));

        String mail = Mailbox.await(email, 2);

        assertThat(mail).contains("http://localhost:8080/reset-password#token=").doesNotContain("evil.example");
    }

    private String askForLink(String email, int mails) {
        assertThat(forgot(email).status()).isEqualTo(202);
        return Mailbox.token(Mailbox.await(email, mails));
    }

    private static Answer forgot(String email) {
        return Api.client().post("/api/v1/auth/forgot-password", Map.of("email", email));
    }

    private static Answer reset(String token, String password) {
        return Api.client().post("/api/v1/auth/reset-password", Map.of("token", token, "new_password", password));
    }
}
