package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Sign-in through a real Keycloak: {@code ./lopez test --sso}. */
@EnabledIfEnvironmentVariable(named = "LOPEZ_TEST_SSO", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakIT {
    private static final String INSTANCE = "auth-service-sso";
    private static final String PROVIDER = "lopez.auth.external.providers.keycloak.";

    private final Platform platform = Platform.running();
    private @Nullable Keycloak keycloak;
    private URI auth = URI.create("http://localhost");

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Keycloak started = Keycloak.start(Path.of("target/keycloak"));
        keycloak = started;
        auth = platform.local()
                .startInstance(
                        PlatformService.AUTH,
                        INSTANCE,
                        FreePorts.next(),
                        Map.of(
                                PROVIDER + "issuer",
                                started.issuer(),
                                PROVIDER + "client-id",
                                "lopez",
                                PROVIDER + "client-secret",
                                "a secret of the tests",
                                PROVIDER + "allow-http",
                                "true",
                                PROVIDER + "roles.claim",
                                "realm_access.roles",
                                PROVIDER + "roles.admin",
                                "platform-admins"));
    }

    @AfterAll
    void stop() {
        if (keycloak != null) {
            keycloak.close();
        }
        platform.local().process(INSTANCE).ifPresent(process -> process.stop(Duration.ofSeconds(20)));
    }

    @Test
    void aNewcomerGetsAnAccountAndFindsItAgain() throws IOException, InterruptedException {
        Answer first = account(signIn("ada"));
        Answer again = account(signIn("ada"));

        assertThat(first.text("email")).isEqualTo("ada@keycloak.example");
        assertThat(first.text("name")).isEqualTo("Ada Lovelace");
        assertThat(first.text("role")).isEqualTo("user");
        assertThat(again.text("id")).isEqualTo(first.text("id"));
    }

    @Test
    void aRoleOfTheRealmMakesAnAdministrator() throws IOException, InterruptedException {
        Answer tokens = signIn("carol").expect(200);

        assertThat(account(tokens).text("role")).isEqualTo("admin");
        Client.as(tokens.text("access_token")).get(auth + "/api/v1/users").expect(200);
    }

    @Test
    void anEmailThatKeycloakDoesNotVouchForIsRefused() throws IOException, InterruptedException {
        signIn("bob").expectProblem(403);
    }

    @Test
    void anAccountWithTheSameVerifiedEmailIsLinked() throws IOException, InterruptedException {
        var registration = JsonNodeFactory.instance
                .objectNode()
                .put("email", "dora@keycloak.example")
                .put("password", Person.PASSWORD)
                .put("name", "Dora");
        String id = Client.anonymous()
                .post(auth + "/api/v1/auth/register", registration.toString())
                .expect(201)
                .text("id");
        signIn("dora").expectProblem(403);
        platform.administrator()
                .client()
                .send("POST", auth + "/api/v1/users/" + id + "/verify", null, Map.of())
                .expect(200);

        assertThat(account(signIn("dora")).text("id")).isEqualTo(id);
    }

    private Answer signIn(String user) throws IOException, InterruptedException {
        Answer started = Client.anonymous()
                .post(auth + "/api/v1/auth/external/start", "{\"provider\":\"keycloak\"}")
                .expect(200);
        URI back = Objects.requireNonNull(keycloak).signIn(started.text("authorization_url"), user);
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("flow", started.text("flow"));
        for (String parameter : back.getRawQuery().split("&")) {
            String[] parts = parameter.split("=", 2);
            if (!parts[0].equals("session_state")) {
                request.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return Client.anonymous().post(auth + "/api/v1/auth/external/complete", request.toString());
    }

    private Answer account(Answer tokens) {
        return Client.as(tokens.expect(200).text("access_token"))
                .get(auth + "/api/v1/account")
                .expect(200);
    }
}
