package de.lopezitwelt.platform.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** A user who can register and log in. */
public record DemoUser(URI auth, String email, String password) {
    /** The one whose credentials {@code up} shows; the same as long as the platform's secrets are kept. */
    public static DemoUser of(LocalPlatform platform) {
        return new DemoUser(platform.url(PlatformService.AUTH), "demo@lopez.example", platform.demoPassword());
    }

    /** A user whom the platform has never seen. */
    public static DemoUser unknown(URI auth) {
        return new DemoUser(
                auth, "demo-" + UUID.randomUUID() + "@lopez.example", new RandomSecrets(new SecureRandom()).password());
    }

    /** Registers, as a plain user. */
    public void register() throws IOException, InterruptedException {
        new ApiClient()
                .post(auth.resolve("/api/v1/auth/register"), credentials().put("name", "Demo"));
    }

    /** An access token and what renews it. */
    public Tokens logIn() throws IOException, InterruptedException {
        return Tokens.of(new ApiClient().post(auth.resolve("/api/v1/auth/login"), credentials()));
    }

    /** New tokens for the old refresh token, which is void afterwards. */
    public Tokens renew(Tokens old) throws IOException, InterruptedException {
        ObjectNode body = ApiClient.JSON.createObjectNode().put("refresh_token", old.refreshToken());
        return Tokens.of(new ApiClient().post(auth.resolve("/api/v1/auth/refresh"), body));
    }

    /** Shows no password. */
    @Override
    public String toString() {
        return email;
    }

    private ObjectNode credentials() {
        return ApiClient.JSON.createObjectNode().put("email", email).put("password", password);
    }

    /**
     * What a login yields.
     *
     * @param renewAt when half of the access token's life is over
     */
    public record Tokens(String accessToken, String refreshToken, Instant renewAt) {
        static Tokens of(JsonNode answer) {
            return new Tokens(
                    answer.path("access_token").asText(),
                    answer.path("refresh_token").asText(),
                    Instant.now().plusSeconds(answer.path("expires_in").asLong() / 2));
        }

        boolean due() {
            return Instant.now().isAfter(renewAt);
        }

        /** Shows no token. */
        @Override
        public String toString() {
            return "Tokens[renewAt=" + renewAt + "]";
        }
    }
}
