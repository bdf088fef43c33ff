package de.lopezitwelt.chat.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.chat.support.TestFiles;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class AnthropicIT {
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";
    private static final Map<String, String> VERSION = Map.of("anthropic-version", "2023-06-01");
    private static final String TOOLS =
            ",\"tools\":[{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\",\"properties\":{}}}]";
    private static final String THINKING = ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}";

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private", "assistant");

    private static String message(String role, String content) {
        return "{\"role\":\"" + role + "\",\"content\":" + (content.startsWith("[") ? content : "\"" + content + "\"")
                + "}";
    }

    private String body(String messages, String more) {
        return "{\"model\":\"" + agent + "\",\"max_tokens\":1024,\"messages\":[" + messages + "]" + more + "}";
    }

    private Answer create(String messages, String more) {
        return user.send("POST", MESSAGES, body(messages, more));
    }

    private List<SseStream.Event> stream(String messages, String more) {
        return user.sse(MESSAGES + "?beta=true", body(messages, ",\"stream\":true" + more))
                .all();
    }

    private static List<Object> stored(String session) {
        return ChatDatabase.column("SELECT content FROM chat_messages WHERE session_id = ? ORDER BY position", session);
    }

    private static String deltas(List<SseStream.Event> events, String field) {
        StringBuilder text = new StringBuilder();
        events.forEach(
                event -> text.append(event.data().path("delta").path(field).asText()));
        return text.toString();
    }

    private static void assertError(Answer answer, int status, String type) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.body().path("type").asText()).isEqualTo("error");
        assertThat(answer.body().at("/error/type").asText()).isEqualTo(type);
        assertThat(answer.body().at("/error/message").asText()).isNotEmpty();
        assertThat(answer.raw().headers().firstValue("request-id"))
                .hasValue(answer.body().path("request_id").asText());
        assertThat(answer.raw().headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void aMessageOpensASessionAndStoresBothMessages() {
        Answer answer = create(message("user", "hello"), ",\"metadata\":{\"user_id\":\"u-1\"}");

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().at("/content/0/text").asText()).isEqualTo("word1 ");
        assertThat(answer.body().path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(answer.body().at("/usage/input_tokens").asInt()).isEqualTo(7);
        assertThat(answer.raw().headers().firstValue("request-id"))
                .isEqualTo(answer.raw().headers().firstValue("X-Request-Id"));
        String session = answer.body().path("session_id").asText();
        assertThat(stored(session)).containsExactly("hello", "word1 ");
        assertThat(ChatDatabase.column("SELECT metadata FROM chat_sessions WHERE id = ?", session)
                        .toString())
                .contains("u-1");
    }

    @Test
    void aStreamIsWhatAnthropicsClientsExpect() {
        List<SseStream.Event> events = stream(message("user", "say 3 20"), "");

        assertThat(events)
                .extracting(SseStream.Event::name)
                .startsWith("message_start", "ping", "content_block_start", "content_block_delta")
                .endsWith("content_block_delta", "content_block_stop", "message_delta", "message_stop");
        assertThat(events).allMatch(event -> event.data().path("type").asText().equals(event.name()));
        assertThat(deltas(events, "text")).isEqualTo("word1 word2 word3 ");
        assertThat(events.getFirst().data().at("/message/usage/input_tokens").asInt())
                .as("an estimate, by which clients know how full their context is")
                .isPositive();
        assertThat(events.get(events.size() - 2)
                        .data()
                        .at("/usage/output_tokens")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void callsAreToldAsTheyAreWrittenAndAnsweredInTheNextRound() {
        String asked = message("user", "write weather");
        List<SseStream.Event> events = stream(asked, TOOLS);

        assertThat(deltas(events, "partial_json")).isEqualTo("{\"city\":\"Bonn\"}");
        assertThat(events.stream().filter(event -> event.name().equals("content_block_delta")))
                .as("piece by piece")
                .hasSizeGreaterThan(1);
        assertThat(events.get(2).data().path("content_block").toString())
                .isEqualTo("{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"weather\",\"input\":{}}");
        assertThat(events.get(events.size() - 2).data().at("/delta/stop_reason").asText())
                .isEqualTo("tool_use");

        String round = asked + ","
                + message(
                        "assistant",
                        "[{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"weather\",\"input\":{\"city\":\"Bonn\"}}]")
                + ","
                + message(
                        "user",
                        "[{\"type\":\"tool_result\",\"tool_use_id\":\"call_1\",\"content\":[{\"type\":\"text\",\"text\":\"sunny\"}]},"
                                + "{\"type\":\"text\",\"text\":\"thank you\"}]");
        Answer answer = create(round, TOOLS);

        assertThat(answer.body().path("stop_reason").asText())
                .as("%s", answer.body())
                .isEqualTo("end_turn");
        JsonNode sent = ScriptedProvider.lastRequest("thank you").path("messages");
        assertThat(sent.findValuesAsText("role")).endsWith("user", "assistant", "tool", "user");
        assertThat(sent.findValuesAsText("arguments")).containsExactly("{\"city\":\"Bonn\"}");
        assertThat(stored(answer.body().path("session_id").asText()))
                .as("the conversation that it sends whole goes on in its session")
                .containsExactly("write weather", "", "sunny", "thank you", "word1 ");
    }

    /** The provider refuses calls that come back without what it thought and signed. */
    @Test
    void whatAProviderSignedComesBackHoweverTheClientAsked() {
        for (String asking : List.of(THINKING, "", ",\"thinking\":{\"type\":\"disabled\"}")) {
            String asked = message("user", "think call weather");
            JsonNode whole = create(asked, TOOLS + asking).body().path("content");
            List<SseStream.Event> events = stream(asked, TOOLS + asking);
            StringBuilder streamed = new StringBuilder();
            for (SseStream.Event event : events) {
                if (event.name().equals("content_block_start")) {
                    streamed.append(streamed.isEmpty() ? "[" : ",")
                            .append(event.data().path("content_block"));
                }
            }
            String added = streamed.append(']')
                    .toString()
                    .replace("\"thinking\":\"\"", "\"thinking\":\"" + deltas(events, "thinking") + "\"");

            for (String content : List.of(whole.toString(), added)) {
                Answer answer = create(
                        asked + "," + message("assistant", content) + ","
                                + message(
                                        "user",
                                        "[{\"type\":\"tool_result\",\"tool_use_id\":\"call_1\",\"content\":\"sunny\"}]"),
                        TOOLS + asking);

                assertThat(answer.status()).as("%s %s", content, answer.body()).isEqualTo(200);
                assertThat(answer.body().toString()).contains("word1 ");
            }
        }
    }

    @Test
    void thoughtsAreShownToThoseWhoAskForThem() {
        Answer asked = create(message("user", "think"), THINKING);
        Answer unasked = create(message("user", "think"), "");

        assertThat(asked.body().at("/content/0/thinking").asText()).isEqualTo(ScriptedProvider.THOUGHT);
        assertThat(asked.body().at("/content/1/text").asText()).isEqualTo("word1 ");
        assertThat(asked.body().at("/usage/cache_read_input_tokens").asInt()).isEqualTo(4);
        assertThat(asked.body().at("/usage/input_tokens").asInt()).isEqualTo(3);
        assertThat(unasked.body().at("/content/0/text").asText()).isEqualTo("word1 ");
    }

    @Test
    void eachEndHasItsReason() {
        assertThat(create(message("user", "refuse"), "")
                        .body()
                        .path("stop_reason")
                        .asText())
                .isEqualTo("refusal");
        List<SseStream.Event> cut = stream(message("user", "empty length"), "");
        assertThat(cut.get(cut.size() - 2).data().at("/delta/stop_reason").asText())
                .isEqualTo("max_tokens");
        assertThat(cut.get(cut.size() - 2).data().at("/lopez/detail").asText()).contains("limit");
    }

    @Test
    void theSequenceThatEndedAMessageIsNamedAlsoWhenItIsAskedForAgain() {
        Map<String, String> headers =
                Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String body = body(message("user", "stopped END"), ",\"stop_sequences\":[\"END\"]");
        Answer first = user.sendWith(headers, true, "POST", MESSAGES, body);
        Answer again = user.sendWith(headers, true, "POST", MESSAGES, body);
        List<SseStream.Event> streamed = stream(message("user", "stopped END"), "");

        JsonNode delta = streamed.get(streamed.size() - 2).data().path("delta");
        for (JsonNode end : List.of(first.body(), again.body(), delta)) {
            assertThat(end.path("stop_reason").asText()).isEqualTo("stop_sequence");
            assertThat(end.path("stop_sequence").asText()).isEqualTo("END");
        }
    }

    @Test
    void settingsReachTheProvider() {
        create(message("user", "with settings"), """
                ,"system":[{"type":"text","text":"x-anthropic-billing-header: cch=1;"},{"type":"text","text":"Be kind."}],
                "temperature":0.25,"stop_sequences":["END"],"tool_choice":{"type":"any","disable_parallel_tool_use":true}
                """ + TOOLS);

        JsonNode sent = ScriptedProvider.lastRequest("with settings");
        assertThat(sent.path("temperature").asDouble()).isEqualTo(0.25);
        assertThat(sent.at("/stop/0").asText()).isEqualTo("END");
        assertThat(sent.path("tool_choice").asText()).isEqualTo("required");
        assertThat(sent.path("parallel_tool_calls").asBoolean(true)).isFalse();
        assertThat(sent.at("/tools/0/function/name").asText()).isEqualTo("weather");
        assertThat(sent.path("messages").toString()).contains("Be kind.").doesNotContain("billing");
    }

    @Test
    void aSessionIsGoneOnWith() {
        String session =
                create(message("user", "alpha"), "").body().path("session_id").asText();
        String named = ",\"metadata\":{\"session_id\":\"" + session + "\"}";

        create(message("user", "alpha") + "," + message("assistant", "word1 ") + "," + message("user", "beta"), named);
        Answer third = create(message("user", "gamma"), named);

        assertThat(third.body().path("session_id").asText()).isEqualTo(session);
        assertThat(stored(session)).containsExactly("alpha", "word1 ", "beta", "word1 ", "gamma", "word1 ");
        assertThat(ScriptedProvider.lastRequest("gamma").toString()).contains("alpha", "beta");
    }

    @Test
    void withoutStoreOnlyNumbersAreKept() {
        Answer answer = create(message("user", "secret words"), ",\"store\":false");

        assertThat(stored(answer.body().path("session_id").asText())).containsExactly("", "");
    }

    @Test
    void aRepeatedRequestFindsItsReplyAgain() {
        String key = UUID.randomUUID().toString();
        Map<String, String> headers = Map.of("Idempotency-Key", key);
        Answer first = user.sendWith(headers, true, "POST", MESSAGES, body(message("user", "once"), ""));
        Answer again = user.sendWith(headers, true, "POST", MESSAGES, body(message("user", "once"), ""));

        assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
        assertThat(again.body().path("content")).isEqualTo(first.body().path("content"));
    }

    @Test
    void picturesAreShownToTheModelAlsoThoseOfTools() {
        String png = Base64.getEncoder().encodeToString(TestFiles.png(1_000));
        String picture = "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\""
                + png + "\"}}";
        Answer answer = create(
                message("user", "[{\"type\":\"text\",\"text\":\"first picture\"}," + picture + "]") + ","
                        + message(
                                "assistant", "[{\"type\":\"tool_use\",\"id\":\"c\",\"name\":\"weather\",\"input\":{}}]")
                        + ","
                        + message(
                                "user",
                                "[{\"type\":\"tool_result\",\"tool_use_id\":\"c\",\"content\":[" + picture
                                        + "]},{\"type\":\"text\",\"text\":\"second picture\"}]"),
                TOOLS);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        JsonNode sent = ScriptedProvider.lastRequest("second picture").path("messages");
        assertThat(sent.findValuesAsText("url"))
                .containsExactly("data:image/png;base64," + png, "data:image/png;base64," + png);
        assertThat(sent.findValuesAsText("role")).endsWith("user", "assistant", "tool", "user");
        String session = answer.body().path("session_id").asText();
        assertThat(user.get(ChatClient.messages(session) + "?order=oldest")
                        .body()
                        .at("/data/1/attachments"))
                .hasSize(1);
    }

    @Test
    void tokensAreCountedAndNothingIsStored() {
        Answer few = user.send("POST", COUNT, body(message("user", "hello"), TOOLS));
        Answer more = user.send("POST", COUNT, body(message("user", "hello " + "word ".repeat(200)), TOOLS));

        assertThat(few.body().path("input_tokens").asInt()).isPositive();
        assertThat(more.body().path("input_tokens").asInt())
                .isGreaterThan(few.body().path("input_tokens").asInt() + 100);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", user.userId))
                .isZero();
    }

    @Test
    void agentsAreListedInTheShapeOfWhoAsks() {
        JsonNode anthropics = user.sendWith(VERSION, true, "GET", "/v1/models?limit=1000&beta=true", null)
                .body();
        JsonNode openAis = user.get("/v1/models").body();

        assertThat(anthropics.at("/data/0/type").asText()).isEqualTo("model");
        assertThat(anthropics.at("/data/0/id").asText()).isEqualTo("Agent");
        assertThat(anthropics.at("/data/0/created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(anthropics.path("first_id")).isEqualTo(anthropics.path("last_id"));
        assertThat(anthropics.path("has_more").asBoolean(true)).isFalse();
        assertThat(openAis.path("object").asText()).isEqualTo("list");
        assertThat(user.sendWith(VERSION, true, "GET", "/v1/models/" + agent, null)
                        .body()
                        .path("display_name")
                        .asText())
                .isEqualTo("Agent");
        assertThat(user.get("/v1/models/" + agent).body().path("object").asText())
                .isEqualTo("model");
    }

    @Test
    void refusalsHaveTheShapeOfAnthropics() {
        String hello = body(message("user", "hi"), "");
        assertError(user.sendWith(Map.of(), false, "POST", MESSAGES, hello), 401, "authentication_error");
        assertError(
                user.sendWith(Map.of("x-api-key", "sk-ant-x"), false, "POST", MESSAGES, hello),
                401,
                "authentication_error");
        assertError(user.send("POST", MESSAGES, hello.replace(agent, "claude-of-nobody")), 404, "not_found_error");
        assertError(user.send("POST", COUNT, hello.replace(agent, "claude-of-nobody")), 404, "not_found_error");
        assertError(create(message("tool", "hi"), ""), 400, "invalid_request_error");
        assertError(user.send("POST", MESSAGES, "{"), 400, "invalid_request_error");
        assertError(user.send("POST", "/v1/messages/batches", "{}"), 404, "not_found_error");
        assertError(user.send("PUT", MESSAGES, "{}"), 405, "invalid_request_error");
        assertError(user.sendWith(VERSION, true, "GET", "/v1/files", null), 404, "not_found_error");
        assertError(create(message("user", "x".repeat(1024 * 1024 + 1)), ""), 413, "request_too_large");
        assertThat(user.get("/v1/files").body().at("/error/code").asText()).isEqualTo("not_found");
    }

    @Test
    void anExhaustedBudgetSaysWhenToComeAgain() {
        ChatDatabase.update(
                "INSERT INTO entitlements_replica (subject_type, subject_id, messages_per_day, is_active,"
                        + " aggregate_version) VALUES ('user', ?, 0, TRUE, 1)",
                user.userId);

        Answer refused = create(message("user", "hi"), "");

        assertError(refused, 429, "rate_limit_error");
        assertThat(refused.raw().headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void failuresOfTheProviderHaveAStatusBeforeTheFirstWordAndAnEventAfterIt() {
        assertError(create(message("user", "garbage"), ""), 502, "api_error");
        assertError(
                user.openAiStream(MESSAGES, body(message("user", "garbage"), ",\"stream\":true"), null),
                502,
                "api_error");

        String broken = user.openAiBrokenStream(MESSAGES, body(message("user", "hangup 3"), ",\"stream\":true"));
        assertThat(broken)
                .contains("word3", "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"")
                .doesNotContain("message_stop");
    }

    @Test
    void aStreamIsAliveBeforeItsFirstWord() {
        String heard = user.openAiStreamUntil(
                MESSAGES, body(message("user", "hang before " + agent), ",\"stream\":true"), ": still here\n\n");

        assertThat(heard).doesNotContain("data:");
    }

    @Test
    void aDisconnectReachesTheProvider() {
        String script = "endless 20 anthropic";
        user.openAiStreamUntil(MESSAGES, body(message("user", script), ",\"stream\":true"), "word3");

        await().atMost(Duration.ofSeconds(5)).until(() -> ScriptedProvider.active(script) == 0);
    }
}
