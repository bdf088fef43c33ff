package de.lopezitwelt.auth.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.platform.local.secret.KeysetRotation;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class ResealingIT {
    @Test
    void everyRowIsSealedAgainAndTheOldKeyIsNeededNoMore() throws IOException {
        Api stranger = Api.client();
        String userId = stranger.register(Api.freshEmail()).text("id");
        Api user = stranger.as(TestTokens.user(userId));
        Answer key = user.post("/api/v1/api-keys", Map.of("name", "Skript", "scopes", List.of("account:read")));
        user.post("/api/v1/account/totp");
        var rotation = new KeysetRotation(
                Path.of(ConfigProvider.getConfig().getValue("lopez.auth.keyset-file", String.class)),
                new SecureRandom());

        rotation.add();
        rotation.promote();

        String prefix = rotation.primaryPrefix();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> count("users", "encrypted_data", "id", userId, prefix) == 0
                        && count("api_keys", "encrypted_permissions", "user_id", userId, prefix) == 0);
        rotation.disableOthers();
        Answer introspection = Api.client()
                .as(TestTokens.service("chat-service", "internal:keys.introspect"))
                .form("/internal/api-keys/introspect", Map.of("token", key.text("key")));
        assertThat(introspection.body().path("active").asBoolean()).isTrue();
        assertThat(Database.number(
                        "SELECT COUNT(*) FROM users WHERE id = ? AND HEX(LEFT(encrypted_data, 5)) = ?", userId, prefix))
                .isEqualTo(1);
    }

    private static long count(String table, String column, String owner, String userId, String prefix) {
        return Database.number(
                "SELECT COUNT(*) FROM " + table + " WHERE " + owner + " = ? AND HEX(LEFT(" + column + ", 5)) <> ?",
                userId,
                prefix);
    }
}
