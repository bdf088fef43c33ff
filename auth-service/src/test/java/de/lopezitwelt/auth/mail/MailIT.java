package de.lopezitwelt.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.mail.delivery.OutgoingMail;
import de.lopezitwelt.auth.mail.delivery.SmtpTransport;
import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Mailbox;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class MailIT {
    @Inject
    MockMailbox smtp;

    @Inject
    ReactiveMailer mailer;

    private final Api client = Api.client();

    @Test
    void theLanguageIsTheRequestsAndTheProfilesComesFirst() {
        String email = Api.freshEmail();
        Api german = client.with("Accept-Language", "fr, de-AT;q=0.8, en;q=0.5");
        german.register(email);
        assertThat(Mailbox.await(email, 1))
                .contains("Subject: Bitte bestätigen")
                .contains("24 Stunden");

        Api user = client.as(client.login(email, Api.PASSWORD).text("access_token"));
        String tag = user.get("/api/v1/account").header("ETag");
        user.with("If-Match", tag)
                .patch("/api/v1/account", Map.of("profile", Map.of("preferences", Map.of("language", "en"))));
        german.post("/api/v1/auth/forgot-password", Map.of("email", email));

        assertThat(Mailbox.await(email, 2))
                .contains("Subject: A new password")
                .contains("30 minutes")
                .contains("From: Lopez IT Welt <no-reply@localhost>");
    }

    @Test
    void aMailWhoseSenderDiedIsSentByTheNext() {
        String email = Api.freshEmail();
        String id = client.register(email).text("id");
        Mailbox.await(email, 1);
        awaitSent(id);
        Database.update(
                "INSERT INTO mail_outbox (id, kind, reference, language, attempts, next_attempt_at, not_after, created_at)"
                        + " VALUES ('0190a000-0000-7000-8000-00000000dead', 'verification', ?, 'en', 1,"
                        + " UTC_TIMESTAMP(6) + INTERVAL 1 HOUR, UTC_TIMESTAMP(6) + INTERVAL 2 HOUR, UTC_TIMESTAMP(6))",
                id);

        Database.update("UPDATE mail_outbox SET next_attempt_at = UTC_TIMESTAMP(6) WHERE reference = ?", id);

        Mailbox.await(email, 2);
        awaitSent(id);
    }

    @Test
    void aMailThatIsTooOldIsGivenUp() {
        String email = Api.freshEmail();
        String id = client.register(email).text("id");
        Mailbox.await(email, 1);
        awaitSent(id);
        Database.update(
                "INSERT INTO mail_outbox (id, kind, reference, language, attempts, next_attempt_at, not_after, created_at)"
                        + " VALUES ('0190a000-0000-7000-8000-0000000001d0', 'verification', ?, 'en', 9,"
                        + " UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) - INTERVAL 1 SECOND, UTC_TIMESTAMP(6))",
                id);

        awaitSent(id);

        assertThat(Mailbox.of(email)).hasSize(1);
    }

    @Test
    void neitherTokensNorEmailsOfStrangersStandInTheTables() {
        String email = Api.freshEmail();
        client.register(email);
        String token = Mailbox.token(Mailbox.await(email, 1));
        Database.update("UPDATE mail_outbox SET next_attempt_at = next_attempt_at + INTERVAL 1 DAY");
        String stranger = Api.freshEmail();
        client.post("/api/v1/auth/forgot-password", Map.of("email", stranger));

        assertThat(Database.number("SELECT COUNT(*) FROM email_verification_tokens WHERE token = ?", token))
                .isZero();
        assertThat(Database.number(
                        "SELECT COUNT(*) FROM mail_outbox WHERE INSTR(sealed_email, ?) > 0 OR reference = ?",
                        stranger,
                        stranger))
                .isZero();
    }

    @Test
    void overSmtpAMailCarriesTheSameIdHoweverOftenItIsSent() {
        String email = Api.freshEmail();
        var transport = new SmtpTransport(mailer);
        var mail = new OutgoingMail("0190a000-0000-7000-8000-000000000001", email, "Grüße", "Hello\n");

        transport.send(mail).await().atMost(Duration.ofSeconds(10));
        transport.send(mail).await().atMost(Duration.ofSeconds(10));

        assertThat(smtp.getMailsSentTo(email)).hasSize(2).allSatisfy(sent -> {
            assertThat(sent.getSubject()).isEqualTo("Grüße");
            assertThat(sent.getHeaders().get("Message-ID"))
                    .containsExactly("<0190a000-0000-7000-8000-000000000001@lopez-it-welt>");
        });
    }

    private static void awaitSent(String reference) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                Database.number("SELECT COUNT(*) FROM mail_outbox WHERE reference = ?", reference))
                        .isZero());
    }
}
