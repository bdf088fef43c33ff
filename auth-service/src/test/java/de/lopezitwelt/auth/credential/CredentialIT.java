package de.lopezitwelt.auth.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class CredentialIT {
    private static final String ENDED = "/internal/credentials/ended";

    private final Api service = Api.client().as(TestTokens.service("chat-service", "internal:keys.introspect"));
    private final String email = Api.freshEmail();
    private final Api person = Api.client();
    private String userId;

    @BeforeEach
    void register() {
        userId = person.register(email).text("id");
    }

    @Test
    void revokedExpiredAndUnknownKeysHaveEnded() {
        String living = newKey();
        String revoked = newKey();
        String expired = newKey();
        user().delete("/api/v1/api-keys/" + revoked);
        Database.update("UPDATE api_keys SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE id = ?", expired);
        String unknown = "01890000-0000-7000-8000-0000000000cc";

        assertThat(endedKeys(living, revoked, expired, unknown, "é")).containsExactly(revoked, expired, unknown, "é");
    }

    @Test
    void keysAndSignInsOfADeactivatedPersonHaveEnded() {
        String key = newKey();
        String signIn = signInOf(person.login(email, Api.PASSWORD));
        Database.update("UPDATE users SET is_active = FALSE WHERE id = ?", userId);

        assertThat(endedKeys(key)).containsExactly(key);
        assertThat(endedSignIns(signIn)).containsExactly(signIn);
    }

    @Test
    void aSignInEndsWithItsLogoutAndWithItsTimeButNotByBeingRefreshed() {
        Answer here = person.login(email, Api.PASSWORD);
        Answer there = person.login(email, Api.PASSWORD);
        Answer old = person.login(email, Api.PASSWORD);
        person.refresh(here.text("refresh_token"));
        person.post("/api/v1/auth/logout", Map.of("refresh_token", there.text("refresh_token")));
        Database.update(
                "UPDATE token_families SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE id = ?", signInOf(old));

        assertThat(endedSignIns(signInOf(here), signInOf(there), signInOf(old)))
                .containsExactly(signInOf(there), signInOf(old));
    }

    @Test
    void aDeviceThatIsSignedOutHasEnded() {
        String signIn = signInOf(person.login(email, Api.PASSWORD));
        assertThat(endedSignIns(signIn)).isEmpty();

        assertThat(user().delete("/api/v1/account/devices/" + signIn).status()).isEqualTo(204);

        assertThat(endedSignIns(signIn)).containsExactly(signIn);
    }

    @Test
    void itIsForServicesThatCheckKeys() {
        assertThat(Api.client()
                        .as(TestTokens.service("chat-service", "internal:users.read"))
                        .post(ENDED, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(user().post(ENDED, Map.of()).status()).isEqualTo(401);
    }

    @Test
    void noMoreThanAThousandAtOnce() {
        List<String> many = Stream.generate(() -> userId).limit(1_001).toList();

        assertThat(service.post(ENDED, Map.of("api_keys", many)).status()).isEqualTo(400);
    }

    private Api user() {
        return person.as(TestTokens.user(userId));
    }

    private String newKey() {
        return user().post("/api/v1/api-keys", Map.of("name", "Bot", "scopes", List.of("chat:read")))
                .text("id");
    }

    private List<String> endedKeys(String... ids) {
        return ended("api_keys", ids);
    }

    private List<String> endedSignIns(String... ids) {
        return ended("sign_ins", ids);
    }

    private List<String> ended(String kind, String... ids) {
        Answer answer = service.post(ENDED, Map.of(kind, List.of(ids)));
        return StreamSupport.stream(answer.body().path(kind).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** {@code sid} of the access token. */
    private static String signInOf(Answer login) {
        String claims = login.text("access_token").split("\\.")[1];
        String json = new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
        return json.replaceFirst(".*\"sid\":\"([^\"]*)\".*", "$1");
    }
}
