package de.lopezitwelt.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class AccountIT {
    private static final String ACCOUNT = "/api/v1/account";
    private static final String NEW_PASSWORD = "Acht Reiher stehen still";

    private final Api stranger = Api.client();
    private final String email = Api.freshEmail();
    private Api client;

    @BeforeEach
    void signIn() {
        stranger.register(email);
        client = stranger.as(stranger.login(email, Api.PASSWORD).text("access_token"));
    }

    @Test
    void everyColumnOfTheProfileIsKept() {
        Answer before = client.get(ACCOUNT);

        Answer after = client.with("If-Match", before.header("ETag")).patch(ACCOUNT, """
                {"name": "Erika M.", "profile": {
                  "avatar_url": "https://bilder.beispiel.de/e.png", "bio": "Zeile 1\\nZeile 2 🌲", "location": "Köln",
                  "website": "https://beispiel.de/erika", "company": "Beispiel GmbH", "job_title": "Gärtnerin",
                  "phone": "+49 221 1234", "preferences": {"language": "de", "panels": [1, 2]}}}""");

        assertThat(after.status()).isEqualTo(200);
        Answer read = client.get(ACCOUNT);
        assertThat(read.body()).isEqualTo(after.body());
        assertThat(read.text("name")).isEqualTo("Erika M.");
        assertThat(read.body().at("/profile/job_title").asText()).isEqualTo("Gärtnerin");
        assertThat(read.body().at("/profile/preferences/panels/1").asInt()).isEqualTo(2);
        assertThat(read.header("ETag")).isNotEqualTo(before.header("ETag"));
    }

    @Test
    void aMergePatchChangesWhatItNamesAndNullRemoves() {
        Api any = client.with("If-Match", "*");
        any.patch(ACCOUNT, "{\"profile\": {\"company\": \"A\", \"location\": \"Bonn\"}}");

        Answer after = any.patch(ACCOUNT, "{\"profile\": {\"company\": null, \"phone\": \"1\"}}");

        assertThat(after.body().at("/profile/company").isNull()).isTrue();
        assertThat(after.body().at("/profile/location").asText()).isEqualTo("Bonn");
        assertThat(after.body().at("/profile/phone").asText()).isEqualTo("1");
    }

    @Test
    void aLostUpdateIsRefused() {
        String tag = client.get(ACCOUNT).header("ETag");
        assertThat(client.with("If-Match", tag)
                        .patch(ACCOUNT, "{\"name\": \"A\"}")
                        .status())
                .isEqualTo(200);

        assertThat(client.with("If-Match", tag)
                        .patch(ACCOUNT, "{\"name\": \"B\"}")
                        .status())
                .isEqualTo(412);
        assertThat(client.patch(ACCOUNT, "{\"name\": \"B\"}").status()).isEqualTo(428);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"profile\": {\"website\": \"http://beispiel.de\"}} | profile.website",
                "{\"profile\": {\"avatar_url\": \"javascript:alert(1)\"}} | profile.avatar_url",
                "{\"profile\": {\"avatar_url\": \"https://a@b.de/x\"}} | profile.avatar_url",
                "{\"profile\": {\"preferences\": [1]}} | profile.preferences",
                "{\"profile\": {\"nickname\": \"E\"}} | profile.nickname",
                "{\"name\": \"\"} | name",
                "{\"role\": \"admin\"} | role",
                "{\"email\": \"x@y.de\"} | email"
            })
    void whatIsWrongIsNamed(String patch, String field) {
        Answer answer = client.with("If-Match", "*").patch(ACCOUNT, patch);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo(field);
    }

    @Test
    void preferencesMayHaveSixteenKibibytesAndNoMore() {
        Api any = client.with("If-Match", "*");
        String fits = "{\"profile\": {\"preferences\": {\"x\": \"" + "y".repeat(16 * 1024 - 8) + "\"}}}";
        String tooLarge = "{\"profile\": {\"preferences\": {\"x\": \"" + "y".repeat(16 * 1024 - 7) + "\"}}}";

        assertThat(any.patch(ACCOUNT, fits).status()).isEqualTo(200);
        assertThat(any.patch(ACCOUNT, tooLarge).status()).isEqualTo(400);
    }

    @Test
    void aPasswordChangeEndsEverySignInAndTheNewPasswordOpens() {
        String otherDevice = stranger.login(email, Api.PASSWORD).text("refresh_token");

        Answer changed = client.post(
                ACCOUNT + "/password", Map.of("current_password", Api.PASSWORD, "new_password", NEW_PASSWORD));

        assertThat(changed.status()).isEqualTo(204);
        assertThat(stranger.refresh(otherDevice).status()).isEqualTo(401);
        assertThat(stranger.login(email, Api.PASSWORD).status()).isEqualTo(401);
        Answer fresh = stranger.login(email, NEW_PASSWORD);
        assertThat(fresh.status()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(client.get(ACCOUNT).status()).isEqualTo(401));
        assertThat(stranger.as(fresh.text("access_token")).get(ACCOUNT).status())
                .isEqualTo(200);
    }

    @Test
    void guessingTheCurrentPasswordIsThrottledLikeSigningIn() {
        Map<String, String> guess = Map.of("current_password", "falsch", "new_password", NEW_PASSWORD);
        for (int i = 0; i < 5; i++) {
            Answer answer = client.post(ACCOUNT + "/password", guess);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo("current_password");
        }

        assertThat(client.post(ACCOUNT + "/password", guess).status()).isEqualTo(429);
        assertThat(stranger.login(email, Api.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void aWeakNewPasswordIsRefused() {
        Answer answer =
                client.post(ACCOUNT + "/password", Map.of("current_password", Api.PASSWORD, "new_password", "zu kurz"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo("new_password");
    }

    @Test
    void signingOutEverywhereEndsAccessTokensToo() {
        assertThat(client.post(ACCOUNT + "/sign-out-everywhere").status()).isEqualTo(204);

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(client.get(ACCOUNT).status()).isEqualTo(401));
        assertThat(Database.number(
                        "SELECT COUNT(*) FROM token_families f JOIN users u ON u.id = f.user_id"
                                + " WHERE u.email = ? AND f.revoked_at IS NULL",
                        email))
                .isZero();
    }

    @Test
    void withoutCredentialsNothingIsShown() {
        assertThat(stranger.get(ACCOUNT).status()).isEqualTo(401);
    }
}
