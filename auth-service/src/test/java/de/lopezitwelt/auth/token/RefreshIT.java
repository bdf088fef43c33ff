package de.lopezitwelt.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.Concurrently;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class RefreshIT {
    private final Api client = Api.client();
    private final String email = Api.freshEmail();

    @Test
    void aHundredParallelUsesOfOneTokenGiveOneSuccessor() {
        String first = signIn();

        List<Answer> answers = Api.parallel(100, () -> client.refresh(first));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        String successor = answers.getFirst().text("refresh_token");
        assertThat(answers).extracting(answer -> answer.text("refresh_token")).containsOnly(successor);
        assertThat(successor).isNotEqualTo(first);
        assertThat(Database.number("SELECT COUNT(*) FROM refresh_tokens WHERE user_id = ?", userId()))
                .isEqualTo(2);
        assertThat(client.refresh(successor).status()).isEqualTo(200);
    }

    @Test
    void tokensThatArePresentedTogetherAreEachExchangedOrRefusedAlone() throws Exception {
        String reused = signIn();
        String ended =
                client.refresh(client.refresh(reused).text("refresh_token")).text("refresh_token");
        List<String> living = IntStream.range(0, 12)
                .mapToObj(ignored -> client.login(email, Api.PASSWORD).text("refresh_token"))
                .toList();
        List<Callable<Answer>> calls = new ArrayList<>();
        for (String token : living) {
            calls.add(() -> client.refresh(token));
            calls.add(() -> client.refresh("unknown-" + token));
        }
        calls.add(() -> client.refresh(reused));

        List<Answer> answers = Concurrently.atOnce(calls);

        for (int i = 0; i < living.size(); i++) {
            Answer granted = answers.get(2 * i);
            assertThat(granted.status()).as("%s", granted).isEqualTo(200);
            assertThat(client.refresh(granted.text("refresh_token")).status()).isEqualTo(200);
            assertThat(answers.get(2 * i + 1).status()).isEqualTo(401);
        }
        assertThat(answers.getLast().status()).isEqualTo(401);
        assertThat(client.refresh(ended).status()).isEqualTo(401);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .map(answer -> answer.text("refresh_token")))
                .doesNotHaveDuplicates();
    }

    @Test
    void reuseAfterTheGraceEndsTheFamilyAndIsAudited() {
        String first = signIn();
        String second = client.refresh(first).text("refresh_token");
        Database.update(
                "UPDATE token_families SET rotated_at = rotated_at - INTERVAL 11 SECOND WHERE user_id = ?", userId());

        assertThat(client.refresh(first).status()).isEqualTo(401);

        Answer dead = client.refresh(second);
        assertThat(dead.status()).isEqualTo(401);
        assertThat(dead.problem()).isEqualTo("invalid-refresh-token");
        assertThat(Database.text("SELECT revoke_reason FROM token_families WHERE user_id = ?", userId()))
                .isEqualTo("reuse");
        assertThat(Database.number(
                        "SELECT COUNT(*) FROM refresh_tokens WHERE user_id = ? AND is_revoked = FALSE", userId()))
                .isZero();
    }

    @Test
    void aTokenTwoGenerationsOldEndsTheFamilyEvenWithinTheGrace() {
        String first = signIn();
        String second = client.refresh(first).text("refresh_token");
        String third = client.refresh(second).text("refresh_token");

        assertThat(client.refresh(first).status()).isEqualTo(401);
        assertThat(client.refresh(third).status()).isEqualTo(401);
    }

    @Test
    void theDatabaseHoldsNoTokenThatWorks() {
        String first = signIn();

        assertThat(Database.number("SELECT COUNT(*) FROM refresh_tokens WHERE token = ?", first))
                .isZero();
        assertThat(client.refresh(String.valueOf(
                                Database.text("SELECT token FROM refresh_tokens WHERE user_id = ?", userId())))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anIdleTokenAndAFamilyPastItsEndAreRefused() {
        String idle = signIn();
        Database.update(
                "UPDATE refresh_tokens SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE user_id = ?", userId());
        assertThat(client.refresh(idle).status()).isEqualTo(401);

        String old = client.login(email, Api.PASSWORD).text("refresh_token");
        Database.update(
                "UPDATE token_families SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE user_id = ?", userId());
        assertThat(client.refresh(old).status()).isEqualTo(401);
    }

    @Test
    void signingOutEndsThisSignInOnly() {
        String here = signIn();
        String elsewhere = client.login(email, Api.PASSWORD).text("refresh_token");

        assertThat(client.post("/api/v1/auth/logout", Map.of("refresh_token", here))
                        .status())
                .isEqualTo(204);

        assertThat(client.refresh(here).status()).isEqualTo(401);
        assertThat(client.refresh(elsewhere).status()).isEqualTo(200);
        assertThat(client.post("/api/v1/auth/logout", Map.of("refresh_token", "unknown"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aDeactivatedUsersTokenIsRefused() {
        String token = signIn();
        Database.update("UPDATE users SET is_active = FALSE WHERE email = ?", email);

        assertThat(client.refresh(token).status()).isEqualTo(401);
    }

    @Test
    void refreshesRacingWithASignOutEverywhereNeverOutliveIt() {
        signIn();
        for (int round = 0; round < 10; round++) {
            Answer tokens = client.login(email, Api.PASSWORD);
            String access = tokens.text("access_token");
            String refresh = tokens.text("refresh_token");

            List<Answer> answers = Api.parallel(
                    8,
                    () -> Math.floorMod(Thread.currentThread().threadId(), 4) == 0
                            ? client.as(access).post("/api/v1/account/sign-out-everywhere")
                            : client.refresh(refresh));
            client.as(client.login(email, Api.PASSWORD).text("access_token"))
                    .post("/api/v1/account/sign-out-everywhere");

            assertThat(answers).extracting(Answer::status).doesNotContain(500, 503);
            assertThat(Database.number(
                            "SELECT COUNT(*) FROM token_families WHERE user_id = ? AND revoked_at IS NULL", userId()))
                    .isZero();
        }
    }

    private String signIn() {
        client.register(email);
        return client.login(email, Api.PASSWORD).text("refresh_token");
    }

    private String userId() {
        return String.valueOf(Database.text("SELECT id FROM users WHERE email = ?", email));
    }
}
