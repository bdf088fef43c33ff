package de.lopezitwelt.auth.login.history;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Topic;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class LoginAdministrationIT {
    private static final String UNKNOWN = "01890000-0000-7000-8000-000000000000";

    private final Api stranger = Api.client();
    private final Api admin = Api.client().as(TestTokens.admin(UNKNOWN));

    @Test
    void anAdministratorLiftsALockAndVerifiesAnEmailAndBothAreAudited() {
        String email = Api.freshEmail();
        String id = stranger.register(email).text("id");
        for (int i = 0; i < 5; i++) {
            stranger.login(email, "Neun Kraniche fliegen");
        }
        assertThat(stranger.login(email, Api.PASSWORD).status()).isEqualTo(429);

        assertThat(admin.post("/api/v1/users/" + id + "/unlock").status()).isEqualTo(204);
        assertThat(stranger.login(email, Api.PASSWORD).status()).isEqualTo(200);
        Answer verified = admin.post("/api/v1/users/" + id + "/verify");
        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.body().path("email_verified").asBoolean()).isTrue();

        assertThat(Topic.await(
                        "lopez.audit",
                        3,
                        event -> event.path("data").path("record_id").asText().equals(id)))
                .extracting(event -> event.path("data").path("event_type").asText())
                .containsExactlyInAnyOrder("user.registered", "user.unlocked", "user.verified");
        assertThat(admin.post("/api/v1/users/" + UNKNOWN + "/unlock").status()).isEqualTo(404);
        assertThat(admin.post("/api/v1/users/" + UNKNOWN + "/verify").status()).isEqualTo(404);
    }

    @Test
    void attemptsAreListedNewestFirstToAdministratorsAlone() {
        String email = Api.freshEmail();
        stranger.register(email);
        stranger.login(email, "Neun Kraniche fliegen");
        stranger.login(email, Api.PASSWORD);
        String path = "/api/v1/login-attempts?email=" + email;

        Answer first = admin.get(path + "&limit=1");
        Answer second = admin.get(path + "&limit=1&cursor=" + first.text("next_cursor"));

        assertThat(first.body().at("/data/0/success").asBoolean()).isTrue();
        assertThat(second.body().at("/data/0/success").asBoolean()).isFalse();
        assertThat(second.body().at("/data/0/ip_address").asText()).startsWith("198.18.");
        assertThat(admin.get(path + "&success=false").body().path("data")).hasSize(1);
        assertThat(admin.get(path + "&success=maybe").status()).isEqualTo(400);
        Api moderator = Api.client().as(TestTokens.moderator(UNKNOWN));
        assertThat(moderator.get(path).status()).isEqualTo(403);
        assertThat(moderator.post("/api/v1/users/" + UNKNOWN + "/unlock").status())
                .isEqualTo(403);
    }
}
