package de.lopezitwelt.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class OpenAiIT {
    private static final String COMPLETIONS = "/v1/chat/completions";

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");

    private static String message(String role, String content) {
        return "{\"role\":\"" + role + "\",\"content\":\"" + content + "\"}";
    }

    private String body(String messages, String more) {
        return "{\"model\":\"" + agent + "\",\"messages\":[" + messages + "]" + more + "}";
    }

    private Answer complete(String messages, String more) {
        return user.send("POST", COMPLETIONS, body(messages, more));
    }

    private static List<Object> stored(String session) {
        return ChatDatabase.column("SELECT content FROM chat_messages WHERE session_id = ? ORDER BY position", session);
    }

    private static void nameAgent(String agentId, String name) {
        ChatDatabase.update("UPDATE agents_replica SET name = ? WHERE agent_id = ?", name, agentId);
    }

    @Test
    void aCompletionOpensASessionAndStoresBothMessages() {
        Answer answer = complete(message("user", "hello"), "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/choices/0/message/content").asText()).isEqualTo("word1 ");
        assertThat(answer.body().at("/usage/total_tokens").asInt()).isEqualTo(8);
        assertThat(stored(answer.body().path("session_id").asText())).containsExactly("hello", "word1 ");
    }

    @Test
    void aStreamIsWhatOpenAisClientsExpect() {
        Answer answer = stream(message("user", "say 3"), ",\"stream_options\":{\"include_usage\":true}", null);

        assertThat(answer.raw().headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        String[] events = answer.raw().body().split("\n\n");
        assertThat(events).allMatch(event -> event.startsWith("data: "));
        assertThat(events[0]).contains("\"role\":\"assistant\"", "\"content\":\"word1 ");
        assertThat(events[events.length - 2]).contains("\"choices\":[]", "\"total_tokens\":10");
        assertThat(events[events.length - 1]).isEqualTo("data: [DONE]");
    }

    private Answer stream(String messages, String more, @Nullable String key) {
        return user.openAiStream(body(messages, ",\"stream\":true" + more), key);
    }

    @Test
    void onlyTheNewTurnIsAppendedToTheSessionThatIsNamed() {
        String session =
                complete(message("user", "first"), "").body().path("session_id").asText();
        String history = message("system", "be kind") + "," + message("user", "first") + ","
                + message("assistant", "word1 ") + "," + message("user", "second");

        Answer answer = complete(history, ",\"metadata\":{\"session_id\":\"" + session + "\"}");

        assertThat(answer.body().path("session_id").asText()).isEqualTo(session);
        assertThat(stored(session)).containsExactly("first", "word1 ", "second", "word1 ");
        JsonNode sent = ScriptedProvider.lastRequest("second");
        assertThat(sent).isNotNull();
        assertThat(sent.path("messages")).hasSize(4);
    }

    @Test
    void aSessionSuppliesItsOwnHistoryToAClientThatSendsNone() {
        String session =
                complete(message("user", "alpha"), "").body().path("session_id").asText();

        complete(message("user", "beta"), ",\"metadata\":{\"session_id\":\"" + session + "\"}");

        assertThat(String.valueOf(ScriptedProvider.lastRequest("beta"))).contains("alpha", "word1");
    }

    @Test
    void withoutStoreOnlyNumbersAreKept() {
        Answer answer = complete(message("user", "secret words"), ",\"store\":false");

        String session = answer.body().path("session_id").asText();
        assertThat(answer.body().at("/choices/0/message/content").asText()).isEqualTo("word1 ");
        assertThat(stored(session)).containsExactly("", "");
        assertThat(ChatDatabase.number("SELECT SUM(tokens_used) FROM chat_messages WHERE session_id = ?", session))
                .isEqualTo(8);
        assertThat(ChatDatabase.column("SELECT events FROM outbox WHERE events LIKE '%secret words%'"))
                .isEmpty();
    }

    @Test
    void toolsFormatAndCapReachTheProvider() {
        complete(message("user", "with tools"), """
                ,"max_tokens":9,"temperature":0.25,"tools":[{"type":"function","function":{"name":"weather"}}],
                "tool_choice":"required","response_format":{"type":"json_object"},"an_unknown_field":1
                """);

        JsonNode sent = ScriptedProvider.lastRequest("with tools");
        assertThat(sent).isNotNull();
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(9);
        assertThat(sent.path("temperature").asDouble()).isEqualTo(0.25);
        assertThat(sent.at("/tools/0/function/name").asText()).isEqualTo("weather");
        assertThat(sent.path("tool_choice").asText()).isEqualTo("required");
        assertThat(sent.at("/response_format/type").asText()).isEqualTo("json_object");
    }

    @Test
    void agentsAreModels() {
        nameAgent(agent, "my helper " + agent);

        Answer list = user.get("/v1/models");
        Answer one = user.get("/v1/models/" + agent);
        Answer called = user.send(
                "POST",
                COMPLETIONS,
                "{\"model\":\"my helper " + agent + "\",\"messages\":[" + message("user", "hi") + "]}");

        assertThat(list.body().path("object").asText()).isEqualTo("list");
        assertThat(list.body().path("data").findValuesAsText("id")).contains("my helper " + agent);
        assertThat(one.body().path("owned_by").asText()).isEqualTo("you");
        assertThat(one.body().path("object").asText()).isEqualTo("model");
        assertThat(called.status()).isEqualTo(200);
        assertThat(called.body().path("model").asText()).isEqualTo("my helper " + agent);
    }

    @Test
    void anAmbiguousNameIsRefusedWithTheIdsAndOnesOwnAgentGoesFirst() {
        String name = "shared " + UUID.randomUUID();
        String one = ChatDatabase.agent(ChatDatabase.IDS.next(), "public");
        String other = ChatDatabase.agent(ChatDatabase.IDS.next(), "public");
        nameAgent(one, name);
        nameAgent(other, name);
        String request = "{\"model\":\"" + name + "\",\"messages\":[" + message("user", "hi") + "]}";

        Answer refused = user.send("POST", COMPLETIONS, request);
        nameAgent(agent, name);
        Answer own = user.send("POST", COMPLETIONS, request);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/error/param").asText()).isEqualTo("model");
        assertThat(refused.body().at("/error/message").asText()).contains(one, other);
        assertThat(own.status()).isEqualTo(200);
    }

    @Test
    void errorsHaveOpenAisShape() {
        Answer invalid = complete(message("robot", "x"), "");
        Answer malformed = user.send("POST", COMPLETIONS, "{\"model\":");
        Answer foreign =
                complete(message("user", "x"), ",\"metadata\":{\"session_id\":\"" + ChatDatabase.IDS.next() + "\"}");
        Answer unknown =
                user.send("POST", COMPLETIONS, "{\"model\":\"none\",\"messages\":[" + message("user", "hi") + "]}");
        Answer nobody = new ChatClient(user.userId, "wrong").get("/v1/models");
        Answer provider = complete(message("user", "error"), "");
        Answer nowhere = user.get("/v1/nowhere");

        assertError(invalid, 400, "invalid_request_error", "validation");
        assertThat(invalid.body().at("/error/param").asText()).isEqualTo("messages[0].role");
        assertError(malformed, 400, "invalid_request_error", "validation");
        assertError(foreign, 404, "not_found_error", "not-found");
        assertError(unknown, 400, "invalid_request_error", "validation");
        assertError(nobody, 401, "authentication_error", "invalid_api_key");
        assertError(provider, 502, "server_error", "model-unavailable");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.body().has("error")).isTrue();
    }

    private static void assertError(Answer answer, int status, String type, String code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().at("/error/type").asText()).isEqualTo(type);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.body().at("/error/message").asText()).isNotEmpty();
    }

    @Test
    void aStreamThatFailsBeforeTheFirstWordHasAStatusOfItsOwn() {
        assertError(stream(message("user", "garbage"), "", null), 502, "server_error", "model-invalid-response");
    }

    @Test
    void aStreamThatFailsLaterEndsWithAnErrorAndWithoutDone() {
        String text = stream(message("user", "hangup 3"), "", null).raw().body();

        assertThat(text).contains("word3", "\"error\":{", "model-unavailable").doesNotContain("[DONE]");
    }

    @Test
    void aDisconnectReachesTheProviderAndFreesTheSession() {
        String session =
                complete(message("user", "hello"), "").body().path("session_id").asText();
        String script = "endless 20 disconnect";
        user.openAiAbandon(
                body(message("user", script), ",\"stream\":true,\"metadata\":{\"session_id\":\"" + session + "\"}"));

        await().atMost(Duration.ofSeconds(5)).until(() -> ScriptedProvider.active(script) == 0);
        await().until(() -> ChatDatabase.column(
                        "SELECT status FROM replies WHERE session_id = ? AND status <> 'completed'", session)
                .equals(List.of("cancelled")));
        assertThat(complete(message("user", "again"), ",\"metadata\":{\"session_id\":\"" + session + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDisconnectFromAWholeCompletionReachesTheProviderToo() {
        String script = "hang whole";
        CompletableFuture<Answer> call =
                user.sendAsync("POST", COMPLETIONS, body(message("user", script), ""), "application/json", null);
        await().until(() -> ScriptedProvider.active(script) == 1);

        call.cancel(true);

        await().atMost(Duration.ofSeconds(10)).until(() -> ScriptedProvider.active(script) == 0);
    }

    @Test
    void arepeatedKeyGetsTheSameReply() {
        String key = UUID.randomUUID().toString();

        Answer first = stream(message("user", "say 2"), "", key);
        Answer second = stream(message("user", "say 2"), "", key);
        Answer other = stream(message("user", "something else"), "", key);

        assertThat(second.raw().body()).contains("word1 word2 ");
        assertThat(id(second)).isEqualTo(id(first));
        assertThat(other.status()).isEqualTo(422);
    }

    private static String id(Answer stream) {
        String body = stream.raw().body();
        int from = body.indexOf("chatcmpl-");
        return body.substring(from, from + 45);
    }
}
