package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Authenticator;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Mails;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One of each kind of secret, used rightly, wrongly, twice, broken and in the wrong place; then everything that leaves the
 * services is searched for them: logs, events, answers to errors, tables.
 */
class SecretsCanaryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "message text";

    private final Platform platform = Platform.running();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<Answer> errors = new ArrayList<>();

    @Test
    void noSecretIsFoundInLogsEventsAnswersOrTables() throws Exception {
        Person person = passwordsAndLinks();
        Person fresh = signIns(person);
        apiKeys(fresh);
        providers(fresh);
        services();
        secondFactor(fresh);
        ofThePlatform();
        everythingIsPublished();

        assertThat(logLines()).as("the search finds what is there").anyMatch(text -> text.contains("Listening on"));
        assertThat(Records.find(platform, text -> text.contains(person.id()))).isNotEmpty();
        assertThat(Dump.find(platform, (table, row) -> row.contains(person.email())))
                .isNotEmpty();
        assertThat(errors).isNotEmpty().allMatch(answer -> answer.status() >= 400);
        assertThat(secrets).hasSizeGreaterThan(15);
        assertThat(kindsIn(errors.stream().map(answer -> answer.body() + answer.headers())))
                .isEmpty();
        assertThat(kindsIn(logLines())).isEmpty();
        assertThat(Records.find(platform, text -> !kindsIn(text).isEmpty())).isEmpty();
        assertThat(Dump.find(platform, this::leaks)).isEmpty();
    }

    private Person passwordsAndLinks() {
        String email = "canary-" + UUID.randomUUID() + "@example.com";
        String password = marked("password");
        String register = platform.auth("/api/v1/auth/register");
        String account = "{\"email\":\"" + email + "\",\"name\":\"Canary\",\"password\":\"" + password + "\"";
        String id = Client.anonymous().post(register, account + "}").expect(201).text("id");
        everyMistake(register, account + "}");
        fail(Client.anonymous().post(register, account + ",\"role\":\"admin\"}"));
        String login = platform.auth("/api/v1/auth/login");
        everyMistake(login, "{\"email\":\"nobody@example.com\",\"password\":\"" + password + "\"}");
        fail(Client.anonymous()
                .post(
                        login,
                        "{\"email\":\"" + marked("password in the wrong field") + "\",\"password\":\"" + password
                                + "\"}"));
        String verification = kept("verification link", Mails.token(platform, email, "/verify-email"));
        String verify = platform.auth("/api/v1/auth/verify-email");
        everyMistake(verify, "{\"token\":\"" + verification + "x\"}");
        Client.anonymous().post(verify, "{\"token\":\"" + verification + "\"}").expect(204);
        fail(Client.anonymous().post(verify, "{\"token\":\"" + verification + "\"}"));
        Client.anonymous().post(platform.auth("/api/v1/auth/forgot-password"), "{\"email\":\"" + email + "\"}");
        String reset = kept("reset link", Mails.token(platform, email, "/reset-password"));
        everyMistake(
                platform.auth("/api/v1/auth/reset-password"),
                "{\"token\":\"" + reset + "x\",\"new_password\":\"" + marked("password of a reset") + "\"}");
        platform.administrator()
                .client()
                .post(platform.auth("/api/v1/invitations"), "{\"email\":\"guest-" + email + "\"}")
                .expect(201);
        String invitation = kept("invitation", Mails.token(platform, "guest-" + email, "/accept-invitation"));
        everyMistake(register, account + ",\"invitation\":\"" + invitation + "\"}");
        return new Person(id, email, "");
    }

    private Person signIns(Person person) {
        Answer tokens = Client.anonymous()
                .post(
                        platform.auth("/api/v1/auth/login"),
                        "{\"email\":\"" + person.email() + "\",\"password\":\"" + secrets.get("password") + "\"}")
                .expect(200);
        String access = kept("access token", tokens.text("access_token"));
        Person fresh = new Person(person.id(), person.email(), access);
        everywhere(access + "x");
        fail(fresh.client()
                .post(
                        platform.auth("/api/v1/account/password"),
                        "{\"current_password\":\"" + marked("wrong password") + "\",\"new_password\":\""
                                + marked("next password") + "\"}"));
        String refresh = platform.auth("/api/v1/auth/refresh");
        String old = "{\"refresh_token\":\"" + kept("refresh token", tokens.text("refresh_token")) + "\"}";
        String successor = Client.anonymous().post(refresh, old).expect(200).text("refresh_token");
        Client.anonymous()
                .post(refresh, "{\"refresh_token\":\"" + kept("successor", successor) + "\"}")
                .expect(200);
        everyMistake(refresh, old);
        return fresh;
    }

    private void apiKeys(Person person) {
        Answer created = person.client()
                .post(platform.auth("/api/v1/api-keys"), "{\"name\":\"ci\",\"scopes\":[\"chat:read\",\"chat:write\"]}")
                .expect(201);
        String key = kept("API key", created.text("key"));
        Client program = Client.as(key);
        program.get(platform.chat("/v1/models")).expect(200);
        fail(program.get(platform.auth("/api/v1/account")));
        fail(program.post(platform.chat("/v1/chat/completions"), "{\"model\":\"" + key));
        fail(person.client().get(platform.auth("/api/v1/api-keys/" + key)));
        person.client()
                .send("DELETE", platform.auth("/api/v1/api-keys/" + created.text("id")), null, Map.of())
                .expect(204);
        Platform.eventually(() -> program.get(platform.chat("/v1/models")).expect(401));
        everywhere(key);
        everywhere(key.substring(0, 39) + "x");
    }

    /** A provider that says the key it refuses, and one that is not there. */
    private void providers(Person person) {
        secrets.put("provider key", Platform.PROVIDER_KEY);
        secrets.put("client secret", Platform.PROVIDER_SECRET);
        String text = marked(TEXT);
        for (String model : List.of("telltale", "error", "garbage")) {
            String session = person.startSession(platform, person.createAgent(platform, model));
            List<ServerSentEvent> events = person.client().stream(
                    platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"" + text + "\"}");
            assertThat(events.getLast().name()).isEqualTo("message.failed");
            assertThat(events.getLast().json().toString()).doesNotContain(Platform.PROVIDER_KEY);
        }
        fail(Client.anonymous().post(platform.auth("/api/v1/auth/external/start"), "{\"provider\":\"away\"}"));
    }

    private void services() {
        String credentials = Base64.getEncoder()
                .encodeToString(("chat-service:" + marked("wrong service secret")).getBytes(StandardCharsets.UTF_8));
        fail(Client.anonymous()
                .send(
                        "POST",
                        platform.auth("/internal/token"),
                        "grant_type=client_credentials",
                        Map.of(
                                "Authorization",
                                "Basic " + kept("service credentials", credentials),
                                "Content-Type",
                                "application/x-www-form-urlencoded")));
    }

    /** Last of all: the seal is broken, so that the server fails in the middle of a sign-in. */
    private void secondFactor(Person person) throws Exception {
        Client client = person.client();
        Answer enrolled = client.post(platform.auth("/api/v1/account/totp"), "").expect(200);
        String secret = kept("TOTP secret", enrolled.text("secret"));
        Answer confirmed = client.post(
                        platform.auth("/api/v1/account/totp/confirm"),
                        "{\"code\":\"" + Authenticator.code(secret) + "\"}")
                .expect(200);
        String recovery = kept(
                "recovery code", confirmed.json().path("recovery_codes").path(0).asText());
        String login = platform.auth("/api/v1/auth/login/totp");
        String challenge = kept(
                "challenge",
                Client.anonymous()
                        .post(
                                platform.auth("/api/v1/auth/login"),
                                "{\"email\":\"" + person.email() + "\",\"password\":\"" + secrets.get("password")
                                        + "\"}")
                        .expect(202)
                        .text("challenge"));
        everyMistake(login, "{\"challenge\":\"" + challenge + "x\",\"recovery_code\":\"" + recovery + "\"}");
        try (Connection connection = platform.local().mysql().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE " + PlatformService.AUTH.schema()
                    + ".users SET encrypted_data = REVERSE(encrypted_data) WHERE id = '" + person.id() + "'");
        }
        fail(Client.anonymous().post(login, "{\"challenge\":\"" + challenge + "\",\"code\":\"123456\"}"), 500);
    }

    private void ofThePlatform() throws IOException {
        Path directory = platform.local().settings().state().secrets();
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(directory.resolve("platform.properties"))) {
            properties.load(in);
        }
        properties.forEach((name, value) -> secrets.put(name.toString(), value.toString()));
        for (JsonNode key : JSON.readTree(Files.readString(platform.local().signingKeysFile()))
                .path("keys")) {
            secrets.put(key.path("kid").asText(), key.path("d").asText());
        }
        for (Path keyset :
                List.of(platform.local().keysetFile(), platform.local().chatKeysetFile())) {
            for (JsonNode key : JSON.readTree(Files.readString(keyset)).path("key")) {
                secrets.put(key.path("keyId").asText(), key.at("/keyData/value").asText());
            }
        }
    }

    /** As it is, cut off, of the wrong type, in a list, twice as a field, as something else than JSON, in the address. */
    private void everyMistake(String url, String body) {
        for (String broken : List.of(
                body,
                body.substring(0, body.length() - 2),
                body + "}",
                "[" + body + "]",
                body.replaceAll(":\"([^\"]*)\"", ":{\"value\":\"$1\"}"),
                body.replaceAll(":\"([^\"]*)\"", ":[\"$1\"]"))) {
            fail(Client.anonymous().post(url, broken));
        }
        fail(Client.anonymous().send("POST", url, body, Map.of("Content-Type", "text/plain")));
        // an error names the parameters that are not known, never what they hold
        String query = body.replaceAll("[^A-Za-z0-9._-]+", "&unknown=");
        fail(Client.anonymous().post(url + "?" + query, "{}"));
    }

    private void everywhere(String credential) {
        for (String url : List.of(
                platform.auth("/api/v1/account"),
                platform.agent("/api/v1/agents"),
                platform.chat("/v1/models"),
                platform.orgBilling("/api/v1/organizations"),
                platform.analytics("/api/v1/analytics/users/me"))) {
            fail(Client.as(credential).get(url));
            fail(Client.anonymous().get(url + "?access_token=" + credential + "&api_key=" + credential));
            fail(Client.anonymous().send("GET", url, null, Map.of("X-API-Key", credential)));
        }
    }

    private void fail(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isGreaterThanOrEqualTo(400);
        errors.add(answer);
    }

    private void fail(Answer answer, int status) {
        fail(answer.expect(status));
    }

    private String marked(String kind) {
        return kept(kind, "canary " + kind.replace(' ', '-') + "-" + UUID.randomUUID());
    }

    private String kept(String kind, String secret) {
        secrets.put(kind, secret);
        return secret;
    }

    private void everythingIsPublished() {
        Platform.eventually(() -> {
            try (Connection connection = platform.local().mysql().connect();
                    Statement statement = connection.createStatement()) {
                for (PlatformService service : PlatformService.values()) {
                    try (ResultSet rows = statement.executeQuery("SELECT 1 FROM " + service.schema() + ".outbox")) {
                        assertThat(rows.next()).isFalse();
                    }
                }
            }
        });
    }

    /** What people write stands where it belongs, and nowhere else. */
    /** A conversation's text stands in its messages, its first words in the session's title, and nowhere else. */
    private boolean leaks(String table, String row) {
        List<String> kinds = new ArrayList<>(kindsIn(row));
        if (Set.of("chat_messages", "chat_sessions").contains(table.substring(table.indexOf('.') + 1))) {
            kinds.remove(TEXT);
        }
        return !kinds.isEmpty();
    }

    private Stream<String> logLines() throws IOException {
        Path logs = platform.local().settings().state().log("any").resolveSibling(".");
        try (Stream<Path> files = Files.list(logs)) {
            var lines = new ArrayList<String>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return lines.stream();
        }
    }

    private List<String> kindsIn(Stream<String> texts) {
        return texts.flatMap(text -> kindsIn(text).stream()).distinct().toList();
    }

    private List<String> kindsIn(String text) {
        return secrets.entrySet().stream()
                .filter(secret -> text.contains(secret.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
