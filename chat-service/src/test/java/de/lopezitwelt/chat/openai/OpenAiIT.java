package de.lopezitwelt.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
    void whoIsBeingErasedOpensNoSession() {
        ChatDatabase.update(
                "INSERT INTO users_replica (user_id, status, aggregate_version) VALUES (?, 'erasing', 1)", user.userId);

        Answer answer = complete(message("user", "hello"), "");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().at("/error/message").asText()).contains("being erased");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", user.userId))
                .isZero();
        assertThat(ChatDatabase.number(
                        "SELECT COUNT(*) FROM usage_counters WHERE subject_id = ? AND reserved + used > 0",
                        user.userId))
                .isZero();
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
        for (String topic : List.of("lopez.sessions", "lopez.activity", "lopez.audit")) {
            assertThat(TopicProbe.read(topic).toString()).doesNotContain("secret words");
        }
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
        assertThat(one.body().path("abilities").toString()).isEqualTo("[\"streaming\",\"memory\"]");
        assertThat(one.body().path("context_window").asInt()).isPositive();
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
        Answer nobody = new ChatClient(user.userId, "wrong").get("/v1/models");
        Answer provider = complete(message("user", "error"), "");
        Answer nowhere = user.get("/v1/nowhere");

        assertError(invalid, 400, "invalid_request_error", "invalid_value");
        assertThat(invalid.body().at("/error/param").asText()).isEqualTo("messages[0].role");
        assertError(malformed, 400, "invalid_request_error", "invalid_value");
        assertError(foreign, 404, "invalid_request_error", "not_found");
        assertError(nobody, 401, "invalid_request_error", "invalid_api_key");
        assertError(provider, 502, "server_error", "model_unavailable");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.body().has("error")).isTrue();
    }

    @Test
    void whatIsNoModelOfTheCallersIsNotFoundWhateverItIs() {
        String foreign = ChatDatabase.agent(ChatDatabase.IDS.next(), "private");
        for (String model : List.of("none", ChatDatabase.IDS.next(), foreign)) {
            Answer called = user.send(
                    "POST", COMPLETIONS, "{\"model\":\"" + model + "\",\"messages\":[" + message("user", "hi") + "]}");
            assertError(called, 404, "invalid_request_error", "model_not_found");
            assertThat(called.body().at("/error/param").asText()).isEqualTo("model");
            assertError(user.get("/v1/models/" + model), 404, "invalid_request_error", "model_not_found");
        }
    }

    @Test
    void whatWouldChangeTheAnswerAndIsNotSupportedIsRefused() {
        for (String field : List.of(
                "\"n\":2",
                "\"logprobs\":true",
                "\"functions\":[]",
                "\"audio\":{}",
                "\"modalities\":[\"text\",\"audio\"]")) {
            Answer refused = complete(message("user", "hi"), "," + field);
            assertError(refused, 400, "invalid_request_error", "invalid_value");
            assertThat(refused.body().at("/error/param").asText())
                    .startsWith(field.substring(1, field.indexOf('"', 1)));
        }
        assertThat(complete(
                                message("user", "hi"),
                                ",\"n\":1,\"logprobs\":false,\"modalities\":[\"text\"],\"user\":\"u\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void exhaustedBudgetIsAnInsufficientQuota() {
        ChatDatabase.update(
                "INSERT INTO entitlements_replica (subject_type, subject_id, messages_per_day, is_active,"
                        + " aggregate_version) VALUES ('user', ?, 0, TRUE, 1)",
                user.userId);

        Answer refused = complete(message("user", "hi"), "");

        assertError(refused, 429, "insufficient_quota", "insufficient_quota");
        assertThat(refused.body().at("/error/message").asText()).contains("messages_per_day", "T00:00:00Z");
        assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void toolsGoRoundAndBack() {
        String tools = """
                ,"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"},"strict":true}}],
                "parallel_tool_calls":false,"seed":7,"stop":["END"],"max_completion_tokens":11,
                "response_format":{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object"}}}
                """;
        Answer asked = complete(message("user", "call weather"), tools);

        JsonNode call = asked.body().at("/choices/0/message/tool_calls/0");
        assertThat(asked.body().at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(asked.body().at("/choices/0/message/content").isNull()).isTrue();
        assertThat(call.at("/function/name").asText()).isEqualTo("weather");
        assertThat(call.path("type").asText()).isEqualTo("function");
        JsonNode sent = ScriptedProvider.lastRequest("call weather");
        assertThat(sent.path("parallel_tool_calls").isBoolean()).isTrue();
        assertThat(sent.path("parallel_tool_calls").asBoolean()).isFalse();
        assertThat(sent.path("seed").asInt()).isEqualTo(7);
        assertThat(sent.at("/stop/0").asText()).isEqualTo("END");
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(11);
        assertThat(sent.at("/response_format/json_schema/name").asText()).isEqualTo("answer");
        assertThat(sent.at("/response_format/json_schema/strict").asBoolean()).isTrue();
        assertThat(sent.at("/tools/0/function/strict").asBoolean()).isTrue();

        // what SDKs do: the answer's message as it came, then the tool's result
        String session = asked.body().path("session_id").asText();
        String history = message("user", "call weather") + ","
                + asked.body().at("/choices/0/message") + ",{\"role\":\"tool\",\"tool_call_id\":\""
                + call.path("id").asText() + "\",\"content\":\"sunny\"}";
        Answer answered = complete(history, ",\"metadata\":{\"session_id\":\"" + session + "\"}" + tools);

        assertThat(answered.body().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answered.body().path("session_id").asText()).isEqualTo(session);
        JsonNode second = ScriptedProvider.lastRequest("call weather");
        assertThat(second.at("/messages/1/tool_calls/0/id").asText()).isEqualTo("call_1");
        assertThat(second.at("/messages/2/role").asText()).isEqualTo("tool");
        assertThat(second.at("/messages/2/content").asText()).isEqualTo("sunny");
    }

    @Test
    void streamedToolCallsAccumulate() {
        String text = stream(
                        message("user", "call clock"),
                        ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"clock\"}}]",
                        null)
                .raw()
                .body();

        assertThat(text)
                .contains("\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\"")
                .contains("\"finish_reason\":\"tool_calls\"")
                .endsWith("data: [DONE]\n\n");
    }

    private static void assertError(Answer answer, int status, String type, String code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().at("/error/type").asText()).isEqualTo(type);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.body().at("/error/message").asText()).isNotEmpty();
    }

    @Test
    void aStreamThatFailsBeforeTheFirstWordHasAStatusOfItsOwn() {
        assertError(stream(message("user", "garbage"), "", null), 502, "server_error", "model_invalid_response");
    }

    @Test
    void aStreamThatFailsLaterEndsWithAnErrorAndWithoutDone() {
        String text = user.openAiBrokenStream(COMPLETIONS, body(message("user", "hangup 3"), ",\"stream\":true"));

        assertThat(text).contains("word3", "\"error\":{", "model_unavailable").doesNotContain("[DONE]");
    }

    @Test
    void aStreamIsAliveBeforeItsFirstWord() {
        String script = "hang then " + agent;
        String heard = user.openAiStreamUntil(
                COMPLETIONS, body(message("user", script), ",\"stream\":true"), ": still here\n\n");

        assertThat(heard).doesNotContain("data:");
    }

    @Test
    void refusalIsToldAsOne() {
        Answer whole = complete(message("user", "refuse"), "");
        String streamed = stream(message("user", "refuse"), "", null).raw().body();

        assertThat(whole.body().at("/choices/0/message/refusal").asText()).isEqualTo("I cannot");
        assertThat(whole.body().at("/choices/0/message/content").isNull()).isTrue();
        assertThat(whole.body().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(streamed).contains("\"refusal\":\"I can").doesNotContain("\"content\"");
    }

    @Test
    void moreRequestsThanMayRunAtOnceWaitForTheirTurn() {
        List<Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = ChatClient.joinAll(IntStream.range(0, 9)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> stream(message("user", "say 20 20"), "", null), threads)));
        }

        assertThat(answers).extracting(Answer::status).containsOnly(200);
    }

    @Test
    void messagesMayBeAMebibyteAndNotMore() {
        String words = "x".repeat(1_048_576);
        Answer taken = complete(message("user", words), ",\"max_tokens\":1");
        Answer refused = complete(message("user", words + "x"), "");

        assertThat(taken.status()).as(taken.body().toString()).isIn(200, 400);
        assertThat(taken.body().at("/error/code").asText("context_length_exceeded"))
                .isEqualTo("context_length_exceeded");
        assertError(refused, 413, "invalid_request_error", "payload_too_large");
    }

    @Test
    void resultsOfToolsMayBeAMebibyteAndNotMore() {
        String called = message("user", "look it up")
                + ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\","
                + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"";
        Answer taken = complete(called + "x".repeat(1_048_576) + "\"}", ",\"max_tokens\":1");
        Answer refused = complete(called + "x".repeat(1_048_577) + "\"}", "");

        assertThat(taken.status()).as(taken.body().toString()).isIn(200, 400);
        assertThat(taken.body().at("/error/code").asText("context_length_exceeded"))
                .isEqualTo("context_length_exceeded");
        assertError(refused, 413, "invalid_request_error", "payload_too_large");
    }

    @Test
    void namesMayHaveSlashes() {
        String name = "org/" + agent + ":free";
        nameAgent(agent, name);

        for (String path : List.of(name, "org%2F" + agent + "%3Afree", agent)) {
            assertThat(user.get("/v1/models/" + path).body().path("id").asText())
                    .as(path)
                    .isEqualTo(name);
        }
    }

    @Test
    void agentMadeAMomentAgoIsFoundByItsName() {
        String made = ChatDatabase.agent(user.userId, "private");
        String name = "new " + made;
        String row =
                "{\"agent_id\":\"%s\",\"created_by\":\"%s\",\"name\":\"%s\",\"type\":\"chatbot\",\"model\":\"%s\",\"config\":{},\"visibility\":\"private\",\"is_active\":true,\"version_number\":1,\"etag\":1}"
                        .formatted(made, user.userId, name, ScriptedProvider.MODEL);
        ChatDatabase.update("DELETE FROM agents_replica WHERE agent_id = ?", made);
        String question = "{\"model\":\"" + name + "\",\"messages\":[" + message("user", "hi") + "]}";

        assertThat(user.send("POST", COMPLETIONS, question).status()).isEqualTo(404);
        ScriptedProvider.internal(
                "/internal/agents?created_by=" + user.userId + "&name=" + name.replace(' ', '+'), row);

        assertThat(user.send("POST", COMPLETIONS, question).status()).isEqualTo(200);
        assertThat(user.get("/v1/models/" + name.replace(" ", "%20")).status()).isEqualTo(200);
    }

    @Test
    void clientsOfAzureNeedNothingElse() {
        nameAgent(agent, "deployed " + agent);
        String question = "{\"messages\":[" + message("user", "hi") + "]}";
        String deployment = "/openai/deployments/deployed%20" + agent + "/chat/completions";

        Answer called = user.send("POST", deployment + "?api-version=2024-10-21", question);
        Answer invalid = user.send("POST", deployment + "?api-version=2024-10-21", "{\"messages\":[]}");
        Answer newer = user.send("POST", "/openai/v1/chat/completions", body(message("user", "hi"), ""));
        Answer nowhere = user.get("/openai/v1/files");

        assertThat(called.status()).as(called.body().toString()).isEqualTo(200);
        assertThat(called.body().path("model").asText()).isEqualTo("deployed " + agent);
        assertError(invalid, 400, "invalid_request_error", "invalid_value");
        assertThat(newer.status()).isEqualTo(200);
        assertThat(user.get("/openai/models?api-version=2024-10-21").status()).isEqualTo(200);
        assertThat(nowhere.status()).isEqualTo(404);
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
