package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Mails;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Instances of auth that are stricter than the first: one by invitation only, one open to everybody, and nothing in either without a
 * verified e-mail, as is the default in production.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationPolicyIT {
    private static final String INVITING = "auth-service-strict";
    private static final String OPEN = "auth-service-open";
    private static final String UNVERIFIED = "lopez.auth.verification.unverified-may-not";
    /** What differs between any two answers. */
    private static final Set<String> OF_EACH_ANSWER = Set.of("date", "x-request-id", "ratelimit");

    private final Platform platform = Platform.running();
    private URI strict = URI.create("http://localhost");
    private URI open = URI.create("http://localhost");

    @BeforeAll
    void start() throws IOException, InterruptedException {
        strict = start(INVITING, "invite");
        open = start(OPEN, "open");
    }

    private URI start(String instance, String policy) throws IOException, InterruptedException {
        return platform.local()
                .startInstance(
                        PlatformService.AUTH,
                        instance,
                        FreePorts.next(),
                        Map.of("lopez.auth.registration.policy", policy, UNVERIFIED, byDefault(UNVERIFIED)));
    }

    /** What production has unless the operator says something else. */
    private static String byDefault(String key) throws IOException {
        var values = new Properties();
        try (Reader file = Files.newBufferedReader(
                Platform.ROOT.resolve("auth-service/src/main/resources/application.properties"))) {
            values.load(file);
        }
        return values.getProperty(key);
    }

    @AfterAll
    void stop() {
        for (String instance : List.of(INVITING, OPEN)) {
            platform.local().process(instance).ifPresent(process -> process.stop(Duration.ofSeconds(20)));
        }
    }

    @Test
    void registeringTellsTheOwnerOfTheEmailAloneThatItIsTaken() {
        String taken = "owner-" + UUID.randomUUID() + "@example.com";
        String free = "other-" + UUID.randomUUID() + "@example.com";
        register(taken).expect(202);
        Client.anonymous()
                .post(
                        open + "/api/v1/auth/verify-email",
                        "{\"token\":\"" + Mails.token(platform, taken, "/verify-email") + "\"}")
                .expect(204);

        Answer again = register(taken);
        Answer first = register(free);

        assertThat(first.expect(202).status()).isEqualTo(again.status());
        assertThat(first.body().replace(free, taken)).isEqualTo(again.body());
        assertThat(headers(first)).isEqualTo(headers(again));
        Platform.eventually(() -> {
            assertThat(Mails.subjects(platform, taken))
                    .containsExactlyInAnyOrder("Please confirm your e-mail address", "You have an account already");
            assertThat(Mails.subjects(platform, free)).containsExactly("Please confirm your e-mail address");
        });
        Client.anonymous()
                .post(open + "/api/v1/auth/login", credentials(taken).toString())
                .expect(200);
        Client.anonymous()
                .post(open + "/api/v1/auth/login", credentials(free).toString())
                .expectProblem(401);
    }

    private Answer register(String email) {
        return Client.anonymous()
                .post(
                        open + "/api/v1/auth/register",
                        credentials(email).put("name", "Somebody").toString());
    }

    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(OF_EACH_ANSWER);
        return headers;
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
    void whoseEmailIsNotVerifiedMayNotDoWhatTheOperatorKeepsFromThem() {
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
