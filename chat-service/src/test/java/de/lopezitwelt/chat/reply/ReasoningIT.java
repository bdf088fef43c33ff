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
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            ChatDatabase.column("SELECT status FROM replies WHERE id = ?", replyId))
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
