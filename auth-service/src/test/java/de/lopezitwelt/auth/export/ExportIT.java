package de.lopezitwelt.auth.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class ExportIT {
    @Test
    void everythingIsInItAndNothingThatOpensADoor() {
        Api client = Api.client();
        String email = Api.freshEmail();
        String id = client.register(email).text("id");
        client.login(email, "Neun Kraniche fliegen");
        Answer tokens = client.login(email, Api.PASSWORD);
        Api user = client.as(tokens.text("access_token"));
        user.with("If-Match", "*").patch("/api/v1/account", "{\"profile\": {\"company\": \"Beispiel GmbH\"}}");
        Answer key = user.post("/api/v1/api-keys", Map.of("name", "Skript", "scopes", List.of("account:read")));
        String secret = user.post("/api/v1/account/totp").text("secret");

        Answer export = user.get("/api/v1/account/export");

        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("Content-Disposition")).contains("account.json");
        assertThat(export.body().at("/account/email").asText()).isEqualTo(email);
        assertThat(export.body().at("/profile/company").asText()).isEqualTo("Beispiel GmbH");
        assertThat(export.body().path("login_attempts")).hasSize(2);
        assertThat(export.body().path("sign_ins")).hasSize(1);
        assertThat(export.body().at("/api_keys/0/name").asText()).isEqualTo("Skript");
        assertThat(export.body().at("/second_factor/enabled").asBoolean()).isFalse();
        assertThat(export.body().toString())
                .doesNotContain(key.text("key"))
                .doesNotContain(secret)
                .doesNotContain(tokens.text("refresh_token"))
                .doesNotContain(String.valueOf(Database.text("SELECT password_hash FROM users WHERE id = ?", id)))
                .doesNotContain(String.valueOf(Database.text("SELECT key_hash FROM api_keys WHERE user_id = ?", id)))
                .doesNotContain(
                        String.valueOf(Database.text("SELECT token FROM refresh_tokens WHERE user_id = ?", id)));
    }
}
