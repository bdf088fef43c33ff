package de.lopezitwelt.chat.connection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.local.secret.KeysetRotation;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.web.identity.credential.ApiKeyFormat;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Signing in to an MCP server written with the official SDK, and what replies make of it. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ToolVault.class)
class ToolConnectionIT {
    private static final String CONNECTIONS = "/api/v1/tool-connections";

    @Inject
    ConnectionErasure erasure;

    @Inject
    Pool pool;

    private final Person ada = new Person("ada");
    private final Person ben = new Person("ben");

    /** A user of ours, and of the vault under another name in each test. */
    private static final class Person {
        final ChatClient client = new ChatClient(ChatDatabase.IDS.next());
        final String name;
        final String agent = agent(client.userId);
        private final String session = client.startSession(agent);

        Person(String name) {
            this.name = name + client.userId.substring(client.userId.length() - 6);
        }

        private static String agent(String userId) {
            String id = ChatDatabase.agent(userId, "private", "assistant");
            ChatDatabase.update(
                    "UPDATE agents_replica SET config = '{\"tools\":[\"mcp:vault\"]}' WHERE agent_id = ?", id);
            return id;
        }

        Map<String, String> begin() {
            Answer started = client.send("POST", CONNECTIONS, "{\"server\":\"vault\"}");
            assertThat(started.status()).as("%s", started.body()).isEqualTo(200);
            assertThat(started.body().path("expires_in").asInt()).isEqualTo(600);
            return Map.of("url", started.body().path("authorization_url").asText());
        }

        Answer complete(Map<String, String> callback) {
            return client.send("POST", CONNECTIONS + "/complete", json(callback));
        }

        void connect() {
            Answer connected = complete(back(begin(), name));
            assertThat(connected.status()).as("%s", connected.body()).isEqualTo(200);
            assertThat(connected.body().path("status").asText()).isEqualTo("connected");
        }

        JsonNode connection() {
            return StreamSupport.stream(
                            client.get(CONNECTIONS).body().path("data").spliterator(), false)
                    .filter(connection -> connection.path("server").asText().equals("vault"))
                    .findFirst()
                    .orElseThrow();
        }

        String status() {
            return connection().path("status").asText();
        }

        /** What a tool of the vault says in a reply. */
        String call(String tool) {
            Answer reply = client.say(client.startSession(agent), "call vault__" + tool);
            assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
            return reply.body().findPath("tool_steps").path(0).path("result").asText();
        }

        /** The tools that the model is offered in a reply. */
        List<String> offered() {
            String words = "offer " + ChatDatabase.IDS.next();
            assertThat(client.say(session, words).status()).isEqualTo(200);
            return ScriptedProvider.lastRequest(words).path("tools").findValuesAsText("name");
        }

        long rows() {
            return ChatDatabase.number("SELECT COUNT(*) FROM tool_connections WHERE user_id = ?", client.userId);
        }
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** What the authorization server appends to the redirect URI. */
    private static Map<String, String> back(Map<String, String> begun, String person) {
        String location = ToolVault.visit(requireNonNull(begun.get("url")), person.isEmpty() ? null : person);
        assertThat(location).startsWith(ToolVault.REDIRECT_URI + "?");
        return parameters(location);
    }

    private static Map<String, String> parameters(String url) {
        return Arrays.stream(URI.create(url).getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parameter -> parameter[0],
                        parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
    }

    @Test
    void eachPersonHasTheToolsOfTheirOwnSignIn() {
        assertThat(ada.status()).isEqualTo("sign_in_needed");
        assertThat(ada.offered()).isEmpty();

        ada.connect();

        assertThat(ada.offered()).containsExactly("vault__whoami", "vault__write", "vault__only_" + ada.name);
        assertThat(ada.call("whoami")).isEqualTo("whoami of " + ada.name);
        assertThat(ben.offered()).as("of somebody else, before they sign in").isEmpty();
        ben.connect();
        assertThat(ben.offered()).contains("vault__only_" + ben.name).doesNotContain("vault__only_" + ada.name);
        assertThat(ben.call("whoami")).isEqualTo("whoami of " + ben.name);
        assertThat(ada.call("whoami")).isEqualTo("whoami of " + ada.name);
        assertThat(StreamSupport.stream(ToolVault.control("").path("resources").spliterator(), false))
                .as("the resource of each request (RFC 8707)")
                .isNotEmpty()
                .allMatch(resource -> resource.asText().equals(ToolVault.url() + "/mcp"));
        assertThat(ToolVault.control("").path("registered").asInt())
                .as("clients that were registered (RFC 7591)")
                .isEqualTo(1);
    }

    @Test
    void theUrlToVisitIsAsOAuthHasIt() {
        Map<String, String> parameters = parameters(requireNonNull(ada.begin().get("url")));

        assertThat(parameters)
                .containsEntry("response_type", "code")
                .containsEntry("redirect_uri", ToolVault.REDIRECT_URI)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "tools")
                .containsEntry("resource", ToolVault.url() + "/mcp")
                .containsKeys("client_id", "state", "code_challenge")
                .hasSize(8);
    }

    @Test
    void tokensThatAreOverAreRenewedOnceHoweverManyRepliesNeedThem() {
        ada.connect();
        assertThat(ada.call("whoami")).isEqualTo("whoami of " + ada.name);
        int before = ToolVault.control("").path("renewed").asInt();

        ToolVault.control("expire=" + ada.name);
        List<CompletableFuture<String>> calls = IntStream.range(0, 4)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> ada.call("whoami")))
                .toList();

        assertThat(calls)
                .allSatisfy(call ->
                        assertThat(call).succeedsWithin(Duration.ofSeconds(60)).isEqualTo("whoami of " + ada.name));
        assertThat(ToolVault.control("").path("renewed").asInt()).isEqualTo(before + 1);
        assertThat(ToolVault.control("").path("replayed").asInt()).isZero();
        ChatDatabase.update(
                "UPDATE tool_connections SET expires_at = UTC_TIMESTAMP(6) WHERE user_id = ?", ada.client.userId);
        assertThat(ada.call("whoami")).as("renewed before the server refuses").isEqualTo("whoami of " + ada.name);
        assertThat(ToolVault.control("").path("renewed").asInt()).isEqualTo(before + 2);
        assertThat(ada.status()).isEqualTo("connected");
    }

    @Test
    void aSignInThatWasRevokedIsNeededAgain() {
        ada.connect();
        assertThat(ada.offered()).isNotEmpty();

        ToolVault.control("end=" + ada.name);

        assertThat(ada.call("whoami")).contains("sign in again");
        assertThat(ada.status()).isEqualTo("sign_in_needed");
        assertThat(ada.offered()).isEmpty();
        ada.connect();
        assertThat(ada.call("whoami")).isEqualTo("whoami of " + ada.name);
    }

    @Test
    void moreRightsAreAskedForAtTheNextSignInOnly() {
        ada.connect();

        assertThat(ada.call("write")).contains("wants more rights", "(write)", "sign in again");
        assertThat(ada.connection().path("wanted_scopes")).hasToString("[\"write\"]");
        assertThat(ada.status()).isEqualTo("more_rights_needed");
        assertThat(ada.call("whoami")).as("what the rights are for").isEqualTo("whoami of " + ada.name);
        Map<String, String> begun = ada.begin();
        assertThat(parameters(requireNonNull(begun.get("url")))).containsEntry("scope", "tools write");
        assertThat(ada.complete(back(begun, ada.name)).body().path("scopes")).hasToString("[\"tools\",\"write\"]");
        assertThat(ada.call("write")).isEqualTo("write of " + ada.name);
        assertThat(ada.status()).isEqualTo("connected");
    }

    @Test
    void onlyWhoBeganASignInEndsItAndOnce() {
        Map<String, String> callback = back(ada.begin(), ada.name);

        Answer foreign = ben.complete(callback);

        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.body().path("code").asText()).isEqualTo("tool-sign-in-refused");
        assertThat(ben.rows()).isZero();
        assertThat(ada.complete(callback).status()).as("used up").isEqualTo(400);
        Map<String, String> again = back(ada.begin(), ada.name);
        assertThat(ada.complete(again).status()).isEqualTo(200);
        assertThat(ada.complete(again).status()).isEqualTo(400);
        Map<String, String> old = back(ada.begin(), ada.name);
        ChatDatabase.update(
                "UPDATE tool_sign_ins SET expires_at = UTC_TIMESTAMP(6) WHERE user_id = ?", ada.client.userId);
        assertThat(ada.complete(old).status()).as("too old").isEqualTo(400);
        Map<String, String> other = new HashMap<>(back(ada.begin(), ada.name));
        other.put("iss", "https://evil.example");
        assertThat(ada.complete(other).body().path("detail").asText()).contains("another authorization server");
    }

    @Test
    void refusalsOfTheAuthorizationServerAreToldAndUseUpTheState() {
        Map<String, String> begun = ada.begin();
        Map<String, String> callback = back(begun, "");

        Answer refused = ada.complete(callback);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("detail").asText()).contains("access_denied");
        Map<String, String> forged = new HashMap<>(back(ada.begin(), ada.name));
        forged.put("code", "00000000-0000-0000-0000-000000000000");
        assertThat(ada.complete(forged).status()).isEqualTo(400);
        assertThat(ada.rows()).isZero();
    }

    @Test
    void signingOutRevokesAndRemovesTheTokens() {
        ada.connect();
        int before = ToolVault.control("").path("revoked").asInt();

        assertThat(ada.client
                        .send("DELETE", CONNECTIONS + "?server=vault", null)
                        .status())
                .isEqualTo(204);

        assertThat(ToolVault.control("").path("revoked").asInt()).isEqualTo(before + 1);
        assertThat(ada.rows()).isZero();
        assertThat(ada.offered()).isEmpty();
        assertThat(ada.status()).isEqualTo("sign_in_needed");
        assertThat(ada.client
                        .send("DELETE", CONNECTIONS + "?server=vault", null)
                        .status())
                .as("again")
                .isEqualTo(204);
    }

    @Test
    void tokensAreSealedAndGoWithTheirPerson() {
        ada.connect();
        ada.begin();
        ben.connect();

        String stored = new String(
                (byte[]) ChatDatabase.column("SELECT sealed FROM tool_connections WHERE user_id = ?", ada.client.userId)
                        .getFirst(),
                StandardCharsets.ISO_8859_1);
        assertThat(stored).doesNotContain("access-", "refresh-", "token");
        pool.withTransaction(transaction -> erasure.eraseUser(transaction, ada.client.userId))
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(ada.rows()).isZero();
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM tool_sign_ins WHERE user_id = ?", ada.client.userId))
                .isZero();
        assertThat(ben.rows()).isEqualTo(1);
        ChatDatabase.update("INSERT INTO erased_ids (subject_type, subject_id) VALUES ('user', ?)", ada.client.userId);
        assertThat(ada.client
                        .send("POST", CONNECTIONS, "{\"server\":\"vault\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void rowsAreSealedAgainWhenTheKeyChanges() throws IOException {
        ada.connect();
        var rotation = new KeysetRotation(
                Path.of(ConfigProvider.getConfig().getValue("lopez.chat.tools.keyset-file", String.class)),
                new SecureRandom());

        rotation.add();
        rotation.promote();

        for (String table : List.of("tool_connections", "tool_clients")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> ChatDatabase.number(
                                    "SELECT COUNT(*) FROM " + table + " WHERE HEX(LEFT(sealed, 5)) <> ?",
                                    rotation.primaryPrefix())
                            == 0);
        }
        rotation.disableOthers();
        assertThat(ada.call("whoami")).isEqualTo("whoami of " + ada.name);
        ben.connect();
    }

    @Test
    void rowsThatAreSwappedOpenForNobody() {
        ada.connect();
        ben.connect();
        ChatDatabase.update(
                "UPDATE tool_connections a JOIN tool_connections b ON b.user_id = ? SET a.sealed = b.sealed"
                        + " WHERE a.user_id = ?",
                ben.client.userId,
                ada.client.userId);

        assertThat(ada.offered()).isEmpty();
        assertThat(ada.status()).isEqualTo("sign_in_needed");
    }

    @Test
    void serversThatPeopleDoNotSignInToOrThatMustNotBeCalledAreRefused() {
        assertThat(ada.client
                        .send("POST", CONNECTIONS, "{\"server\":\"nowhere\"}")
                        .body()
                        .toString())
                .contains("server");
        for (String odd : List.of("%C3%A9", "%F0%9F%8D%8F", "Vault", "x".repeat(32))) {
            Answer refused = ada.client.send("DELETE", CONNECTIONS + "?server=" + odd, null);
            assertThat(refused.status()).as("%s %s", odd, refused.body()).isEqualTo(400);
            assertThat(refused.body().at("/violations/0/field").asText()).isEqualTo("server");
        }
        Answer closed = ada.client.send("POST", CONNECTIONS, "{\"server\":\"closed\"}");
        assertThat(closed.status())
                .as("a private address that the entry does not allow")
                .isEqualTo(502);
        assertThat(closed.body().path("detail").asText()).contains("must not be called");
        assertThat(closed.body().toString()).doesNotContain("127.0.0.1");
    }

    @Test
    void keyThatActsForAnOrganizationUsesNoSignInOfItsOwner() {
        ada.connect();
        String organization = ChatDatabase.IDS.next();
        String agent = Person.agent(ada.client.userId);
        ChatDatabase.update(
                "UPDATE agents_replica SET visibility = 'organization', organization_id = ? WHERE agent_id = ?",
                organization,
                agent);
        ChatDatabase.update(
                "INSERT INTO memberships_replica (organization_id, user_id, role, aggregate_version) VALUES (?, ?,"
                        + " 'admin', 1)",
                organization,
                ada.client.userId);
        ScriptedProvider.keysAreOf(ada.client.userId, organization);
        var key = new ChatClient(ada.client.userId, ApiKeyFormat.generate(new SecureRandom()));
        String words = "offer " + ChatDatabase.IDS.next();

        Answer reply = key.say(key.startSession(agent), words);

        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
        assertThat(ScriptedProvider.lastRequest(words).path("tools")).isEmpty();
        assertThat(key.get(CONNECTIONS).status()).isEqualTo(403);
    }
}
