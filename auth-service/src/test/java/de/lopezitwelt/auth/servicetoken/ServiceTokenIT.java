package de.lopezitwelt.auth.servicetoken;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestSecrets;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class ServiceTokenIT {
    private static final Map<String, String> GRANT = Map.of("grant_type", "client_credentials");

    @Test
    void aServiceGetsATokenWithItsScopesThatOpensInternalEndpointsOnly() {
        Answer issued = service("chat-service", TestSecrets.serviceSecret("chat-service"))
                .form("/internal/token", GRANT);

        assertThat(issued.status()).isEqualTo(200);
        assertThat(issued.text("token_type")).isEqualTo("Bearer");
        assertThat(issued.body().path("expires_in").asInt()).isEqualTo(300);
        assertThat(issued.text("scope").split(" ")).contains("internal:users.read", "internal:keys.introspect");
        Api chat = Api.client().as(issued.text("access_token"));
        assertThat(chat.get("/internal/users/01890000-0000-7000-8000-000000000000")
                        .status())
                .isEqualTo(404);
        assertThat(chat.get("/api/v1/account").status()).isEqualTo(401);
    }

    @Test
    void aTokenMayBeAskedForWithFewerScopesButNotWithMore() {
        Api chat = service("chat-service", TestSecrets.serviceSecret("chat-service"));

        assertThat(chat.form(
                                "/internal/token",
                                Map.of("grant_type", "client_credentials", "scope", "internal:users.read"))
                        .text("scope"))
                .isEqualTo("internal:users.read");
        assertThat(chat.form(
                                "/internal/token",
                                Map.of("grant_type", "client_credentials", "scope", "internal:sessions.read"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void wrongSecretsUnknownServicesAndOtherGrantsAreRefused() {
        assertThat(service("chat-service", "wrong")
                        .form("/internal/token", GRANT)
                        .status())
                .isEqualTo(401);
        assertThat(service("nobody", "wrong").form("/internal/token", GRANT).status())
                .isEqualTo(401);
        assertThat(Api.client().form("/internal/token", GRANT).status()).isEqualTo(401);
        assertThat(Api.client()
                        .with("Authorization", "Basic %%%")
                        .form("/internal/token", GRANT)
                        .status())
                .isEqualTo(401);
        assertThat(service("chat-service", TestSecrets.serviceSecret("chat-service"))
                        .form("/internal/token", Map.of("grant_type", "password"))
                        .status())
                .isEqualTo(400);
    }

    private static Api service(String name, String secret) {
        String credentials = Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return Api.client().with("Authorization", "Basic " + credentials);
    }
}
