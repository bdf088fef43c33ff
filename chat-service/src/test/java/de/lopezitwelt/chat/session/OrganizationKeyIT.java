package de.lopezitwelt.chat.session;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.web.identity.credential.ApiKeyFormat;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An API key of an organization acts for that organization: what its owner does besides does not exist for it. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class OrganizationKeyIT {
    private final String userId = ChatDatabase.IDS.next();
    private final String organization = ChatDatabase.IDS.next();
    private final ChatClient user = new ChatClient(userId);
    private final ChatClient key = new ChatClient(userId, ApiKeyFormat.generate(new SecureRandom()));
    private String agent = "";
    private String personal = "";
    private String own = "";
    private String message = "";
    private String reply = "";

    @BeforeEach
    void talkAboutSomethingElse() {
        ScriptedProvider.keysAreOf(userId, organization);
        personal = ChatDatabase.agent(userId, "private");
        agent = ChatDatabase.agent(userId, "organization");
        ChatDatabase.update("UPDATE agents_replica SET organization_id = ? WHERE agent_id = ?", organization, agent);
        ChatDatabase.update(
                "INSERT INTO memberships_replica (organization_id, user_id, role, aggregate_version) VALUES (?, ?,"
                        + " 'admin', 1)",
                organization,
                userId);
        own = user.startSession(agent);
        Answer said = user.say(own, "a private matter");
        message = said.body().path("message").path("id").asText();
        reply = said.body().path("reply_id").asText();
        assertThat(message).isNotEmpty();
        assertThat(reply).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | | ",
                "PATCH  | | {\"title\":\"mine\"}",
                "DELETE | | ",
                "GET    | /messages | ",
                "POST   | /messages | {\"content\":\"hello\"}",
                "POST   | /messages?reply=false | {\"content\":\"hello\"}",
                "GET    | /messages/MESSAGE | ",
                "GET    | /messages/MESSAGE/siblings | ",
                "POST   | /messages/MESSAGE/regenerate | ",
                "POST   | /messages/MESSAGE/edit | {\"content\":\"hello\"}",
                "PUT    | /active-branch | {\"message_id\":\"MESSAGE\"}",
                "GET    | /feedback | ",
                "PUT    | /feedback | {\"satisfaction_score\":1.00}",
                "DELETE | /feedback | ",
                "GET    | /replies/REPLY | ",
                "GET    | /replies/REPLY/events | ",
                "POST   | /replies/REPLY/cancel | ",
            })
    void otherSessionsDoNotExist(String method, @Nullable String path, @Nullable String body) {
        String wanted = path == null ? "" : path.replace("MESSAGE", message).replace("REPLY", reply);

        Answer answer = key.sendAsync(
                        method,
                        "/api/v1/sessions/" + own + wanted,
                        body == null ? null : body.replace("MESSAGE", message),
                        "*/*",
                        null)
                .join();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("code").asText()).isEqualTo("not-found");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", own))
                .isEqualTo(2);
    }

    @Test
    void listsSearchAndExportsShowTheOrganizationsSessionsOnly() {
        Answer opened = key.send("POST", "/api/v1/sessions", "{\"agent_id\":\"" + agent + "\"}");
        assertThat(opened.status()).isEqualTo(201);
        String ofOrganization = opened.body().path("id").asText();

        assertThat(key.get("/api/v1/sessions").body().path("data").findValuesAsText("id"))
                .containsExactly(ofOrganization);
        assertThat(user.get("/api/v1/sessions").body().path("data").findValuesAsText("id"))
                .containsExactly(ofOrganization, own);
        assertThat(key.get("/api/v1/exports/sessions").body().path("sessions").findValuesAsText("id"))
                .contains(ofOrganization)
                .doesNotContain(own);
        assertThat(key.get("/api/v1/exports/sessions/" + own).status()).isEqualTo(404);
        assertThat(key.get("/api/v1/exports/sessions/" + ofOrganization).status())
                .isEqualTo(200);
        assertThat(key.say(ofOrganization, "say 1").status()).isEqualTo(200);
    }

    @Test
    void conversationsOfOpenAiClientsDoNotExistEither() {
        String model = ",\"model\":\"" + agent + "\"}";
        String response = user.send("POST", "/v1/responses", "{\"input\":\"private\"" + model)
                .body()
                .path("id")
                .asText();
        assertThat(response).startsWith("resp_");

        for (String body : List.of(
                "{\"input\":\"go on\",\"previous_response_id\":\"" + response + "\"" + model,
                "{\"input\":\"go on\",\"conversation\":\"conv_" + own + "\"" + model)) {
            assertThat(key.send("POST", "/v1/responses", body).status())
                    .as(body)
                    .isIn(400, 404);
        }
        assertThat(key.get("/v1/responses/" + response).status()).isEqualTo(404);
        assertThat(key.send("DELETE", "/v1/responses/" + response, null).status())
                .isEqualTo(404);
        String completion = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"metadata\":{\"session_id\":\""
                + own + "\"}" + model;
        assertThat(key.send("POST", "/v1/chat/completions", completion).status())
                .isEqualTo(404);
        assertThat(user.get("/v1/responses/" + response).status()).isEqualTo(200);
    }

    @Test
    void itsOwnersOtherAgentsAreNotUsed() {
        String elsewhere = ChatDatabase.agent(userId, "organization");
        ChatDatabase.update(
                "UPDATE agents_replica SET organization_id = ?, name = 'Elsewhere' WHERE agent_id = ?",
                ChatDatabase.IDS.next(),
                elsewhere);
        String session = user.startSession(personal);
        ChatDatabase.update("UPDATE chat_sessions SET organization_id = ? WHERE id = ?", organization, session);

        for (String hidden : List.of(personal, elsewhere)) {
            assertThat(key.send("POST", "/api/v1/sessions", "{\"agent_id\":\"" + hidden + "\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(key.send("POST", "/api/v1/replies/try", "{\"agent_id\":\"" + hidden + "\",\"content\":\"hi\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(key.send(
                                    "POST",
                                    "/v1/chat/completions",
                                    "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"model\":\"" + hidden
                                            + "\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(key.get("/v1/models/" + hidden).status()).isEqualTo(404);
        }
        assertThat(key.send("POST", "/v1/responses", "{\"input\":\"hi\",\"model\":\"Elsewhere\"}")
                        .status())
                .isEqualTo(404);
        assertThat(key.get("/v1/models").body().path("data").findValuesAsText("agent_id"))
                .contains(agent)
                .doesNotContain(personal, elsewhere);
        assertThat(user.get("/v1/models").body().path("data").findValuesAsText("agent_id"))
                .contains(agent, personal, elsewhere);
        assertThat(key.say(session, "say 1").status()).isEqualTo(409);
    }

    @Test
    void requestIsRepeatedByTheSameCallerOnly() {
        String body = "{\"agent_id\":\"" + agent + "\"}";
        ChatClient unbound = new ChatClient(userId, ApiKeyFormat.generate(new SecureRandom()));
        ScriptedProvider.keysAreOf(userId, null);
        Answer first = unbound.sendAsync("POST", "/api/v1/sessions", body, "application/json", "start")
                .join();
        assertThat(first.status()).isEqualTo(201);
        ScriptedProvider.keysAreOf(userId, organization);

        Answer other = key.sendAsync("POST", "/api/v1/sessions", body, "application/json", "start")
                .join();

        assertThat(other.status()).isEqualTo(201);
        assertThat(other.body().path("id")).isNotEqualTo(first.body().path("id"));
        assertThat(other.body().path("organization_id").asText()).isEqualTo(organization);
    }

    @Test
    void filesAreThoseOfTheOrganization() {
        String file = user.upload("private.txt", "secret".getBytes(StandardCharsets.UTF_8))
                .body()
                .path("id")
                .asText();
        String taken = user.upload("taken.txt", "secret".getBytes(StandardCharsets.UTF_8))
                .body()
                .path("id")
                .asText();
        assertThat(user.send(
                                "POST",
                                "/api/v1/sessions/" + own + "/messages?reply=false",
                                "{\"content\":\"see\",\"attachments\":[\"" + taken + "\"]}")
                        .status())
                .isEqualTo(201);
        String shared = key.upload("shared.txt", "public".getBytes(StandardCharsets.UTF_8))
                .body()
                .path("id")
                .asText();

        for (String hidden : List.of(file, taken)) {
            assertThat(key.get("/api/v1/attachments/" + hidden).status()).isEqualTo(404);
            assertThat(key.get("/api/v1/attachments/" + hidden + "/content").status())
                    .isEqualTo(404);
            assertThat(key.send("DELETE", "/api/v1/attachments/" + hidden, null).status())
                    .isEqualTo(404);
        }
        assertThat(key.get("/api/v1/attachments").body().path("data").findValuesAsText("id"))
                .containsExactly(shared);

        String session = key.send("POST", "/api/v1/sessions", "{\"agent_id\":\"" + agent + "\"}")
                .body()
                .path("id")
                .asText();
        String path = "/api/v1/sessions/" + session + "/messages?reply=false";
        assertThat(key.send("POST", path, "{\"content\":\"see\",\"attachments\":[\"" + file + "\"]}")
                        .status())
                .isEqualTo(400);
        assertThat(key.send("POST", path, "{\"content\":\"see\",\"attachments\":[\"" + shared + "\"]}")
                        .status())
                .isEqualTo(201);
        assertThat(key.get("/api/v1/attachments").body().path("data").findValuesAsText("id"))
                .containsExactly(shared);
        assertThat(user.get("/api/v1/attachments").body().path("data").findValuesAsText("id"))
                .containsExactly(shared, taken, file);
    }

    @Test
    void whatTheUserKeepsIsNotForTheKeyToSay() {
        assertThat(key.get("/api/v1/retention").status()).isEqualTo(404);
        assertThat(key.send("PUT", "/api/v1/retention", "{\"keep_days\":30}").status())
                .isEqualTo(404);
        assertThat(key.send("DELETE", "/api/v1/retention", null).status()).isEqualTo(404);
    }
}
