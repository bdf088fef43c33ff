package de.lopezitwelt.chat.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a model thinks is shown apart from what it says, in every API, and is resumed as text is. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class ReasoningIT {
    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private", "assistant");

    private static String thoughts(List<SseStream.Event> events) {
        StringBuilder thoughts = new StringBuilder();
        events.stream()
                .filter(event -> event.name().equals("reasoning.delta"))
                .forEach(event -> thoughts.append(event.data().path("text").asText()));
        return thoughts.toString();
    }

    @Test
    void thoughtsAreEventsOfTheirOwnAndToldAgainFromAnyOfThem() {
        String session = user.startSession(agent);

        List<SseStream.Event> all = user.stream(session, "think").all();

        assertThat(all)
                .extracting(SseStream.Event::name)
                .containsSubsequence("message.created", "reasoning.delta", "delta", "message.completed");
        assertThat(thoughts(all)).isEqualTo(ScriptedProvider.THOUGHT);
        JsonNode end = all.getLast().data();
        assertThat(end.at("/message/content").asText()).isEqualTo("word1 ");
        assertThat(end.at("/message/metadata/thoughts/0/text").asText()).isEqualTo(ScriptedProvider.THOUGHT);
        assertThat(end.at("/usage/reasoning_tokens").asInt()).isEqualTo(6);
        assertThat(end.at("/usage/cached_tokens").asInt()).isEqualTo(4);
        for (SseStream.Event last : all) {
            List<SseStream.Event> told = new ArrayList<>(all.subList(0, all.indexOf(last) + 1));
            told.addAll(user.resume(session, SseStream.replyId(all), last.id()).all());
            assertThat(thoughts(told)).isEqualTo(ScriptedProvider.THOUGHT);
            assertThat(SseStream.text(told)).isEqualTo("word1 ");
            assertThat(told.getLast().name()).isEqualTo("message.completed");
        }
    }

    @Test
    void thoughtsBeforeACallStandBeforeIt() {
        String session = user.startSession(agent);

        List<SseStream.Event> all =
                user.stream(session, "think call calculator").all();

        assertThat(all)
                .extracting(SseStream.Event::name)
                .containsSubsequence(
                        "reasoning.delta",
                        "tool.called",
                        "tool.answered",
                        "reasoning.delta",
                        "delta",
                        "message.completed");
        assertThat(thoughts(all)).isEqualTo(ScriptedProvider.THOUGHT + ScriptedProvider.THOUGHT);
        assertThat(user.say(session, "think again").status())
                .as("the next turn")
                .isEqualTo(200);
    }

    @Test
    void textsThatAreNotStoredLeaveNoThoughts() {
        JsonNode whole = complete("think", "", ",\"store\":false");

        assertThat(whole.at("/choices/0/message/reasoning_content").asText()).isEqualTo(ScriptedProvider.THOUGHT);
        String session = whole.path("session_id").asText();
        assertThat(ChatDatabase.column("SELECT metadata FROM chat_messages WHERE session_id = ?", session)
                        .toString())
                .contains("reply_id")
                .doesNotContain("wonder");
        assertThat(ChatDatabase.number(
                        "SELECT COUNT(*) FROM reply_steps s JOIN replies r ON r.id = s.reply_id WHERE r.session_id = ?",
                        session))
                .isZero();
    }

    private static final String TOOLS = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}]";
    private static final String FUNCTIONS =
            ",\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}]";

    /** @param more further messages, each with a comma before it */
    private JsonNode complete(String asked, String more, String fields) {
        ChatClient.Answer answer = user.send(
                "POST",
                "/v1/chat/completions",
                "{\"model\":\"" + agent + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + asked + "\"}" + more
                        + "]" + fields + "}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode respond(String input, String fields) {
        ChatClient.Answer answer = user.send(
                "POST", "/v1/responses", "{\"model\":\"" + agent + "\",\"input\":" + input + fields + FUNCTIONS + "}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void clientThatSendsTheMessageBackAsItCameGoesOn() {
        String asked = "think call weather";
        JsonNode message = complete(asked, "", TOOLS).at("/choices/0/message");
        assertThat(message.at("/tool_calls/0/id").asText()).isEqualTo("call_1");

        JsonNode answered = complete(
                asked, "," + message + ",{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sunny\"}", TOOLS);

        assertThat(answered.at("/choices/0/message/content").asText()).isEqualTo("word1 ");
    }

    @Test
    void sessionRemembersWhatItsProviderNeedsBack() {
        String session =
                complete("think call weather", "", TOOLS).path("session_id").asText();
        String metadata = ",\"metadata\":{\"session_id\":\"" + session + "\"}";

        ChatClient.Answer answered = user.send(
                "POST",
                "/v1/chat/completions",
                "{\"model\":\"" + agent
                        + "\",\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sunny\"}]"
                        + metadata + TOOLS + "}");

        assertThat(answered.status()).as(answered.body().toString()).isEqualTo(200);
        assertThat(answered.body().at("/choices/0/message/content").asText()).isEqualTo("word1 ");
        assertThat(ScriptedProvider.lastRequest("think call weather")
                        .path("messages")
                        .findValuesAsText("role"))
                .endsWith("assistant", "tool");
        assertThat(user.say(session, "think on").status()).as("the next turn").isEqualTo(200);
        assertThat(ScriptedProvider.lastRequest("think on").findValuesAsText("reasoning_content"))
                .containsExactly(ScriptedProvider.THOUGHT);
    }

    @Test
    void callThatNobodyAnsweredIsLeftOutOfTheNextTurn() {
        String session =
                complete("think call weather", "", TOOLS).path("session_id").asText();

        assertThat(user.say(session, "think otherwise").status()).isEqualTo(200);
        assertThat(ScriptedProvider.lastRequest("think otherwise").toString()).doesNotContain("tool_calls");
    }

    @Test
    void responseGoesOnFromThePreviousOneAndFromItsItems() {
        JsonNode called = respond("\"think call weather\"", "");
        assertThat(called.at("/output/0/type").asText()).isEqualTo("reasoning");
        assertThat(called.at("/output/1/type").asText()).isEqualTo("function_call");
        assertThat(user.get("/v1/responses/" + called.path("id").asText()).body())
                .as("found again")
                .isEqualTo(called);
        String output = "{\"type\":\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"sunny\"}";

        JsonNode remembered = respond(
                "[" + output + "]",
                ",\"previous_response_id\":\"" + called.path("id").asText() + "\"");
        JsonNode resent = respond(
                "[{\"role\":\"user\",\"content\":\"think call weather\"}," + called.at("/output/0") + ","
                        + called.at("/output/1") + "," + output + "]",
                ",\"store\":false");

        for (JsonNode answered : List.of(remembered, resent)) {
            assertThat(answered.at("/output/1/content/0/text").asText()).isEqualTo("word1 ");
        }
    }

    @Test
    void thoughtOfAnInstanceThatDiedIsToldAsFarAsItWasKept() {
        String session = user.startSession(agent);
        try (SseStream stream = user.stream(session, "think hang")) {
            String replyId = SseStream.replyId(stream.until("reasoning.delta"));
            await().until(() -> ChatDatabase.column("SELECT step FROM reply_steps WHERE reply_id = ?", replyId)
                    .toString()
                    .contains("It is so. "));
            ChatDatabase.update(
                    "UPDATE replies SET lease_epoch = 7, owner_instance = 'dead', expires_at = UTC_TIMESTAMP(6) -"
                            + " INTERVAL 1 SECOND WHERE id = ?",
                    replyId);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(ChatDatabase.column("SELECT status FROM replies WHERE id = ?", replyId))
                                    .containsExactly("failed"));

            List<SseStream.Event> all = user.resume(session, replyId, null).all();

            assertThat(thoughts(all)).isEqualTo(ScriptedProvider.THOUGHT);
            assertThat(all.getLast().name()).isEqualTo("message.failed");
        }
    }

    @Test
    void completionsHaveThemInTheFieldThatClientsRead() {
        String body = "{\"model\":\"" + agent + "\",\"messages\":[{\"role\":\"user\",\"content\":\"think\"}]";

        JsonNode whole = user.send("POST", "/v1/chat/completions", body + "}").body();
        String stream = user.openAiStream(body + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}", null)
                .raw()
                .body();

        assertThat(whole.at("/choices/0/message/reasoning_content").asText()).isEqualTo(ScriptedProvider.THOUGHT);
        assertThat(whole.at("/choices/0/message/content").asText()).isEqualTo("word1 ");
        assertThat(whole.at("/usage/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(6);
        assertThat(whole.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(4);
        assertThat(stream)
                .contains("\"reasoning_content\":\"I wonder. ", "\"content\":\"word1 \"", "\"reasoning_tokens\":6");
    }

    @Test
    void responsesHaveThemAsItems() {
        String body = "{\"model\":\"" + agent + "\",\"input\":\"think\"";

        JsonNode whole = user.send("POST", "/v1/responses", body + "}").body();
        List<SseStream.Event> events =
                user.sse("/v1/responses", body + ",\"stream\":true}").all();

        assertThat(whole.at("/output/0/type").asText()).isEqualTo("reasoning");
        assertThat(whole.at("/output/0/content/0/text").asText()).isEqualTo(ScriptedProvider.THOUGHT);
        assertThat(whole.at("/output/1/type").asText()).isEqualTo("message");
        assertThat(whole.at("/usage/output_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(6);
        assertThat(whole.at("/usage/input_tokens_details/cached_tokens").asInt())
                .isEqualTo(4);
        assertThat(events)
                .extracting(SseStream.Event::name)
                .containsSubsequence(
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.reasoning_text.delta",
                        "response.reasoning_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.output_item.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.completed");
        assertThat(events.getLast().data().at("/response/output")).hasSize(2);
        for (SseStream.Event event : events) {
            if (event.name().startsWith("response.output_text")) {
                assertThat(event.data().path("output_index").asInt()).isEqualTo(1);
            }
        }
    }
}
