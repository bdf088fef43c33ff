package de.lopezitwelt.auth.verification;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Mailbox;
import de.lopezitwelt.auth.support.Topic;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class VerificationIT {
    private static final String VERIFY = "/api/v1/auth/verify-email";

    private final Api client = Api.client();

    @Test
    void theLinkOfTheMailVerifiesTheEmailOnce() {
        String email = Api.freshEmail();
        String id = client.register(email).text("id");
        String token = Mailbox.token(Mailbox.await(email, 1));

        List<Answer> answers = Api.parallel(10, () -> client.post(VERIFY, Map.of("token", token)));

        assertThat(answers).filteredOn(answer -> answer.status() == 204).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 204).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("invalid-link");
        });
        Api user = client.as(client.login(email, Api.PASSWORD).text("access_token"));
        assertThat(user.get("/api/v1/account").body().path("email_verified").asBoolean())
                .isTrue();
        assertThat(Topic.await(
                        "lopez.users",
                        2,
                        event -> event.path("subject").asText().equals(id)))
                .extracting(event -> event.path("type").asText())
                .containsExactly("de.lopezitwelt.user.registered.v1", "de.lopezitwelt.user.verified.v1");
        assertThat(Topic.await(
                        "lopez.users.state",
                        2,
                        event -> event.path("subject").asText().equals(id)))
                .extracting(event -> event.path("data").path("email_domain").asText("none"))
                .containsExactly("none", email.substring(email.indexOf('@') + 1));
    }

    @Test
    void aLinkThatIsTooOldOrNeverWasIsRefused() {
        String email = Api.freshEmail();
        client.register(email);
        String token = Mailbox.token(Mailbox.await(email, 1));
        Database.update(
                "UPDATE email_verification_tokens SET expires_at = expires_at - INTERVAL 25 HOUR WHERE token = ?",
                OneTimeSecrets.digest(token));

        assertThat(client.post(VERIFY, Map.of("token", token)).problem()).isEqualTo("invalid-link");
        assertThat(client.post(VERIFY, Map.of("token", "a".repeat(43))).problem())
                .isEqualTo("invalid-link");
    }

    @Test
    void anotherLinkIsSentToWhoWaitsForItAndEverybodyGetsTheSameAnswer() {
        String email = Api.freshEmail();
        String unknown = Api.freshEmail();
        client.register(email);
        Mailbox.await(email, 1);

        Answer known = resend(email);
        Answer other = resend(unknown);

        assertThat(known.status()).isEqualTo(202);
        assertThat(other.status()).isEqualTo(202);
        assertThat(known.body()).isEqualTo(other.body());
        String second = Mailbox.await(email, 2);
        assertThat(client.post(VERIFY, Map.of("token", Mailbox.token(second))).status())
                .isEqualTo(204);
        assertThat(Mailbox.of(unknown)).isEmpty();
    }

    @Test
    void tooManyMailsToOneEmailAreRefusedWhoeverAsks() {
        String email = Api.freshEmail();
        for (int i = 0; i < 5; i++) {
            assertThat(resend(email).status()).isEqualTo(202);
        }

        Answer refused = resend(email);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3600);
    }

    private static Answer resend(String email) {
        return Api.client().post(VERIFY + "/resend", Map.of("email", email));
    }
}
