package de.lopezitwelt.auth.external;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Mailbox;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(value = OidcDouble.class, scope = TestResourceScope.GLOBAL)
class ExternalIT {
    private static final String EXTERNAL = "/api/v1/auth/external";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Api client = Api.client();

    @Test
    void theProvidersAreListed() {
        assertThat(client.get(EXTERNAL).body().path("data").toString())
                .isEqualTo("[{\"id\":\"first\",\"name\":\"The First\"},{\"id\":\"fourth\",\"name\":\"fourth\"},"
                        + "{\"id\":\"second\",\"name\":\"second\"},{\"id\":\"third\",\"name\":\"third\"}]");
        assertThat(start("fifth").status()).isEqualTo(400);
    }

    @Test
    void aNewcomerGetsAnAccountWithoutAPasswordAndFindsItAgain() {
        String email = Api.freshEmail();
        ObjectNode person = person(email);

        Answer first = signIn("first", person);
        Answer second = signIn("first", person.deepCopy().put("email", Api.freshEmail()));

        assertThat(first.status()).isEqualTo(200);
        Answer account = client.as(first.text("access_token")).get("/api/v1/account");
        assertThat(account.text("email")).isEqualTo(email);
        assertThat(account.text("name")).isEqualTo("Erika Extern");
        assertThat(account.body().path("email_verified").asBoolean()).isTrue();
        assertThat(client.as(second.text("access_token")).get("/api/v1/account").text("id"))
                .as("subject counts, not e-mail")
                .isEqualTo(account.text("id"));
        assertThat(client.login(email, "none").status()).isEqualTo(401);
        assertThat(client.refresh(first.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void anAccountIsLinkedWhenBothSidesHaveVerifiedTheEmailAndOnlyThen() {
        String email = Api.freshEmail();
        String id = client.register(email).text("id");
        ObjectNode person = person(email);

        assertThat(signIn("first", person).problem()).isEqualTo("email-not-verified");
        client.post("/api/v1/auth/verify-email", Map.of("token", Mailbox.token(Mailbox.await(email, 1))));
        assertThat(signIn("first", person(email).put("email_verified", false)).problem())
                .isEqualTo("email-not-verified");
        assertThat(Database.number("SELECT COUNT(*) FROM external_identities WHERE user_id = ?", id))
                .isZero();

        Answer linked = signIn("first", person);

        assertThat(client.as(linked.text("access_token")).get("/api/v1/account").text("id"))
                .isEqualTo(id);
        assertThat(client.login(email, Api.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void theProviderDecidesAboutTheRoleAnewAtEachSignInWhereItIsTrustedTo() {
        ObjectNode person = person(Api.freshEmail());
        person.putObject("realm_access").putArray("roles").add("staff").add("helpers");

        assertThat(role(signIn("second", person))).isEqualTo("moderator");
        person.putObject("realm_access").putArray("roles").add("staff");
        assertThat(role(signIn("second", person))).isEqualTo("user");

        ObjectNode elsewhere = person(Api.freshEmail());
        elsewhere.putObject("realm_access").putArray("roles").add("admins");
        assertThat(role(signIn("first", elsewhere))).isEqualTo("user");
    }

    @Test
    void aDeactivatedUserIsRefused() {
        String email = Api.freshEmail();
        ObjectNode person = person(email);
        signIn("first", person);
        Database.update("UPDATE users SET is_active = FALSE WHERE email = ?", email);

        assertThat(signIn("first", person).problem()).isEqualTo("account-inactive");
    }

    /** As Microsoft Entra sends it. */
    @Test
    void anAddressOfWhichNothingIsSaidCountsWhereTheOperatorTrustsTheProvider() {
        ObjectNode person = person(Api.freshEmail());
        person.remove("email_verified");

        assertThat(signIn("first", person.deepCopy()).problem()).isEqualTo("email-not-verified");
        assertThat(signIn("third", person.deepCopy().put("email_verified", false))
                        .problem())
                .as("it says that it is not")
                .isEqualTo("email-not-verified");
        Answer trusted = signIn("third", person);
        assertThat(trusted.status()).as("%s", trusted.body()).isEqualTo(200);
    }

    /** As Authelia and ADFS send it. */
    @Test
    void whatTheIdTokenLeavesOutIsAskedOfUserinfo() {
        String email = Api.freshEmail();
        ObjectNode person = person(email);
        ObjectNode known = person.deepCopy();
        known.putArray("groups").add("admins");
        person.remove(List.of("email", "email_verified", "name"));
        person.set("userinfo", known);

        Answer answer = signIn("fourth", person.deepCopy());

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        Answer account = client.as(answer.text("access_token")).get("/api/v1/account");
        assertThat(account.text("email")).isEqualTo(email);
        assertThat(account.text("name")).isEqualTo("Erika Extern");
        assertThat(role(answer)).isEqualTo("admin");
        person.set("userinfo", known.deepCopy().put("sub", "somebody else"));
        assertThat(signIn("fourth", person.deepCopy()).problem()).isEqualTo("external-sign-in-failed");
        ObjectNode other = person(Api.freshEmail());
        other.remove(List.of("email", "email_verified"));
        other.set("userinfo", other.deepCopy().put("email", Api.freshEmail()));
        assertThat(signIn("fourth", other).problem()).isEqualTo("email-not-verified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256", "PS384", "PS512", "ES512", "EdDSA"})
    void anIdTokenMayBeSignedInAnyWayThatKeepsItsKeySecret(String algorithm) {
        Answer answer = signIn("first", person(Api.freshEmail()).put("fault", algorithm));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonce",
                "no-nonce",
                "audience",
                "party",
                "issuer",
                "expired",
                "subject",
                "unsigned",
                "hmac",
                "forged",
                "own-key",
                "garbage"
            })
    void anIdTokenThatIsNotQuiteRightLetsNobodyIn(String fault) {
        String email = Api.freshEmail();

        Answer answer = signIn("first", person(email).put("fault", fault));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("external-sign-in-failed");
        assertThat(Database.number("SELECT COUNT(*) FROM users WHERE email = ?", email))
                .isZero();
    }

    @Test
    void anAnswerIsGoodOnceInTheBrowserItBelongsToAndFromTheProviderThatWasAsked() {
        Answer started = start("first");
        Map<String, String> callback = callback(started, person(Api.freshEmail()));

        Map<String, String> again = complete(started, callback);
        assertThat(client.post(EXTERNAL + "/complete", again).status()).isEqualTo(200);
        assertThat(client.post(EXTERNAL + "/complete", again).status())
                .as("used")
                .isEqualTo(401);

        Answer victim = start("first");
        Map<String, String> attackers = callback(start("first"), person(Api.freshEmail()));
        assertThat(client.post(EXTERNAL + "/complete", complete(victim, attackers))
                        .status())
                .as("another browser's state")
                .isEqualTo(401);

        Answer mixed = start("first");
        Map<String, String> wrongIssuer = complete(mixed, callback(mixed, person(Api.freshEmail())));
        wrongIssuer.put("iss", "http://localhost/second");
        assertThat(client.post(EXTERNAL + "/complete", wrongIssuer).status()).isEqualTo(401);

        Answer late = start("first");
        Map<String, String> tooLate = complete(late, callback(late, person(Api.freshEmail())));
        Database.update("UPDATE external_flows SET expires_at = expires_at - INTERVAL 11 MINUTE");
        assertThat(client.post(EXTERNAL + "/complete", tooLate).status()).isEqualTo(401);
    }

    @Test
    void aStolenCodeIsWorthNothingInAnotherFlow() {
        Map<String, String> stolen = callback(start("first"), person(Api.freshEmail()));
        Answer thief = start("first");
        Map<String, String> own = callback(thief, person(Api.freshEmail()));
        own.put("code", stolen.get("code"));

        assertThat(client.post(EXTERNAL + "/complete", complete(thief, own)).status())
                .isEqualTo(401);
    }

    @Test
    void ofParallelFirstSignInsOfOnePersonOneAccountComes() {
        String email = Api.freshEmail();
        ObjectNode person = person(email);
        List<Map<String, String>> requests = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> {
                    Answer started = start("first");
                    return complete(started, callback(started, person));
                })
                .toList();
        var next = new java.util.concurrent.atomic.AtomicInteger();

        List<Answer> answers =
                Api.parallel(5, () -> client.post(EXTERNAL + "/complete", requests.get(next.getAndIncrement())));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(Database.number("SELECT COUNT(*) FROM users WHERE email = ?", email))
                .isEqualTo(1);
        assertThat(Database.number(
                        "SELECT COUNT(*) FROM external_identities WHERE subject = ?",
                        person.path("sub").asText()))
                .isEqualTo(1);
    }

    private Answer start(String provider) {
        return client.post(EXTERNAL + "/start", Map.of("provider", provider));
    }

    private Answer signIn(String provider, ObjectNode person) {
        Answer started = start(provider);
        return client.post(EXTERNAL + "/complete", complete(started, callback(started, person)));
    }

    private static Map<String, String> complete(Answer started, Map<String, String> callback) {
        var request = new HashMap<>(callback);
        request.put("flow", started.text("flow"));
        return request;
    }

    /** What the browser brings back from the provider. */
    private static Map<String, String> callback(Answer started, ObjectNode person) {
        String as = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(person.toString().getBytes(StandardCharsets.UTF_8));
        URI uri = URI.create(started.text("authorization_url") + "&as=" + as);
        try {
            var response = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
            URI location = URI.create(response.headers().firstValue("Location").orElseThrow());
            assertThat(location.toString()).startsWith("http://localhost:8080/sign-in/callback?");
            return OidcDouble.parameters(location.getRawQuery());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode person(String email) {
        return JSON.createObjectNode()
                .put("sub", "subject of " + email)
                .put("email", email)
                .put("email_verified", true)
                .put("name", "Erika Extern");
    }

    private String role(Answer tokens) {
        return client.as(tokens.text("access_token")).get("/api/v1/account").text("role");
    }
}
