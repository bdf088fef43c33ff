package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Mails;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A second instance of auth, stricter than the first: by invitation only, and nothing without a verified e-mail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationPolicyIT {
    private static final String INSTANCE = "auth-service-strict";

    private final Platform platform = Platform.running();
    private URI strict = URI.create("http://localhost");

    @BeforeAll
    void start() throws IOException, InterruptedException {
        strict = platform.local()
                .startInstance(
                        PlatformService.AUTH,
                        INSTANCE,
                        FreePorts.next(),
                        Map.of(
                                "lopez.auth.registration.policy",
                                "invite",
                                "lopez.auth.verification.unverified-may-not",
                                "sign-in,api-keys"));
    }

    @AfterAll
    void stop() {
        platform.local().process(INSTANCE).ifPresent(process -> process.stop(Duration.ofSeconds(20)));
    }

    @Test
    void onlyWhoIsInvitedRegistersAndTheInvitationVerifiesTheEmail() {
        String email = "guest-" + UUID.randomUUID() + "@example.com";
        assertThat(Client.anonymous()
                        .post(
                                strict + "/api/v1/auth/register",
                                credentials(email).put("name", "Guest").toString())
                        .expectProblem(403)
                        .text("type"))
                .endsWith("registration-closed");

        platform.administrator()
                .client()
                .post(strict + "/api/v1/invitations", "{\"email\":\"" + email + "\"}")
                .expect(201);
        String token = Mails.token(platform, email, "/accept-invitation");
        var registration = credentials(email).put("name", "Guest").put("invitation", token);
        Client.anonymous()
                .post(strict + "/api/v1/auth/register", registration.toString())
                .expect(201);

        Client.anonymous()
                .post(strict + "/api/v1/auth/login", credentials(email).toString())
                .expect(200);
    }

    @Test
    void whoseEmailIsNotVerifiedMayNotDoWhatTheOperatorKeepsFromHim() {
        Person person = Person.register(platform, "Unverified");

        assertThat(Client.anonymous()
                        .post(
                                strict + "/api/v1/auth/login",
                                credentials(person.email()).toString())
                        .expectProblem(401)
                        .text("type"))
                .endsWith("invalid-credentials");
        person.client()
                .post(strict + "/api/v1/api-keys", "{\"name\":\"ci\",\"scopes\":[\"chat:read\"]}")
                .expectProblem(403);

        Client.anonymous()
                .post(
                        strict + "/api/v1/auth/verify-email",
                        "{\"token\":\"" + Mails.token(platform, person.email(), "/verify-email") + "\"}")
                .expect(204);
        Client.anonymous()
                .post(strict + "/api/v1/auth/login", credentials(person.email()).toString())
                .expect(200);
        person.client()
                .post(strict + "/api/v1/api-keys", "{\"name\":\"ci\",\"scopes\":[\"chat:read\"]}")
                .expect(201);
    }

    private static ObjectNode credentials(String email) {
        return JsonNodeFactory.instance.objectNode().put("email", email).put("password", Person.PASSWORD);
    }
}
