package de.lopezitwelt.auth.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Mailbox;
import de.lopezitwelt.auth.support.Topic;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class InvitationIT {
    private static final String INVITATIONS = "/api/v1/invitations";

    private final Api stranger = Api.client();

    @Test
    void whoIsInvitedRegistersOnceWithTheRoleAndAVerifiedEmail() {
        String email = Api.freshEmail();
        Answer invitation = admin().post(INVITATIONS, Map.of("email", email, "role", "moderator", "language", "de"));
        assertThat(invitation.status()).isEqualTo(201);
        assertThat(invitation.text("status")).isEqualTo("pending");
        String mail = Mailbox.await(email, 1);
        assertThat(mail).contains("Einladung");

        List<Answer> answers = Api.parallel(5, () -> register(email, Mailbox.token(mail)));

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201)
                .hasSize(1)
                .allSatisfy(answer -> {
                    assertThat(answer.text("role")).isEqualTo("moderator");
                    assertThat(answer.body().path("email_verified").asBoolean()).isTrue();
                });
        assertThat(Database.text("SELECT accepted_by FROM invitations WHERE id = ?", invitation.text("id")))
                .isEqualTo(Database.text("SELECT id FROM users WHERE email = ?", email));
        Database.update("DELETE FROM users WHERE email = ?", email);
        assertThat(register(email, Mailbox.token(mail)).status()).isEqualTo(403);
    }

    @Test
    void anInvitationIsForItsEmailAloneAndNoneWhenRevokedOrExpired() {
        String email = Api.freshEmail();
        Api admin = admin();
        String id = admin.post(INVITATIONS, Map.of("email", email)).text("id");
        String token = Mailbox.token(Mailbox.await(email, 1));

        assertThat(register(Api.freshEmail(), token).problem()).isEqualTo("invalid-invitation");
        assertThat(register(email, "a".repeat(43)).problem()).isEqualTo("invalid-invitation");
        Database.update("UPDATE invitations SET expires_at = expires_at - INTERVAL 8 DAY WHERE id = ?", id);
        assertThat(register(email, token).problem()).isEqualTo("invalid-invitation");
        Database.update("UPDATE invitations SET expires_at = expires_at + INTERVAL 8 DAY WHERE id = ?", id);
        assertThat(admin.delete(INVITATIONS + "/" + id).status()).isEqualTo(204);
        assertThat(admin.delete(INVITATIONS + "/" + id).status()).isEqualTo(204);
        assertThat(register(email, token).problem()).isEqualTo("invalid-invitation");
        assertThat(Topic.await(
                        "lopez.audit",
                        2,
                        event -> event.path("data").path("record_id").asText().equals(id)))
                .extracting(event -> event.path("data").path("event_type").asText())
                .containsExactlyInAnyOrder("invitation.created", "invitation.revoked");
    }

    @Test
    void administratorsSeeThemNewestFirstAndNobodyElseDoes() {
        Api admin = admin();
        String first =
                admin.post(INVITATIONS, Map.of("email", Api.freshEmail())).text("id");
        String second =
                admin.post(INVITATIONS, Map.of("email", Api.freshEmail())).text("id");

        Answer page = admin.get(INVITATIONS + "?limit=1");
        assertThat(page.body().at("/data/0/id").asText()).isEqualTo(second);
        Answer next = admin.get(INVITATIONS + "?limit=1&cursor=" + page.text("next_cursor"));
        assertThat(next.body().at("/data/0/id").asText()).isEqualTo(first);
        Api moderator = Api.client().as(TestTokens.moderator("01890000-0000-7000-8000-000000000000"));
        assertThat(moderator.get(INVITATIONS).status()).isEqualTo(403);
        assertThat(moderator
                        .post(INVITATIONS, Map.of("email", Api.freshEmail()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoIsRegisteredIsNotInvitedAndARepeatedRequestInvitesOnce() {
        String registered = Api.freshEmail();
        stranger.register(registered);
        Api admin = admin();
        assertThat(admin.post(INVITATIONS, Map.of("email", registered)).status())
                .isEqualTo(409);

        String email = Api.freshEmail();
        Api keyed = admin.with("Idempotency-Key", "invite-" + email);
        List<Answer> answers = Api.parallel(5, () -> keyed.post(INVITATIONS, Map.of("email", email)));
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(Database.number("SELECT COUNT(*) FROM invitations WHERE email = ?", email))
                .isEqualTo(1);
    }

    private Api admin() {
        String id = stranger.register(Api.freshEmail()).text("id");
        return Api.client().as(TestTokens.admin(id));
    }

    private Answer register(String email, String token) {
        return stranger.post(
                "/api/v1/auth/register",
                Map.of("email", email, "password", Api.PASSWORD, "name", "Erika", "invitation", token));
    }
}
