package de.lopezitwelt.system.llama;

import static de.lopezitwelt.system.llama.Asker.finishReason;
import static de.lopezitwelt.system.llama.Asker.joined;
import static de.lopezitwelt.system.llama.Asker.message;
import static de.lopezitwelt.system.llama.Asker.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replies of a real llama.cpp: {@code ./lopez test --llama}. Its model says nonsense, the same nonsense for the same
 * prompt; what it counts and where it ends is llama.cpp's own.
 */
@EnabledIfEnvironmentVariable(named = "LOPEZ_TEST_LLAMA", matches = "true")
class LlamaIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Three questions and answers of this length are longer than llama.cpp's context, and half of them are not. */
    private static final int SEVERAL_TOO_LONG = LlamaServer.CONTEXT / 4;

    private final Platform platform = Platform.running();
    private final LlamaServer llama = LlamaServer.running();
    private final Asker otto = Asker.of(platform, "Otto");
    private String mark = "";

    @BeforeEach
    void findWords(TestInfo test) {
        mark = Asker.mark(test);
    }

    @Test
    void modelsAreListedAsUp() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(otto.client()
                                .get(platform.agent("/api/v1/models"))
                                .expect(200)
                                .json()
                                .path("data"))
                        .filteredOn(model -> model.path("provider").asText().equals("llama"))
                        .hasSize(3)
                        .allSatisfy(model ->
                                assertThat(model.path("status").asText()).isEqualTo("up")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello",
                "Wie geht's? Grüße!",
                "Tell a story 📖",
                "<b>\"quoted\" \\ and {braced}</b>",
                "one\ntwo\n\nthree",
                "مرحبا",
                "你好"
            })
    void nonsenseIsTheSameInStreamsMessagesAndWholeAnswers(String question) {
        String agent = otto.agent("nonsense");
        String asked = question + " " + mark;
        String session = otto.session(agent);

        List<ServerSentEvent> events = otto.say(session, asked);
        JsonNode whole = otto.complete(request(agent, asked)).at("/choices/0");
        List<JsonNode> streamed = otto.stream(request(agent, asked));

        ServerSentEvent last = events.getLast();
        assertThat(last.name()).as("%s", last).isEqualTo("message.completed");
        String said = last.json().at("/message/content").asText();
        assertThat(said).as("whole characters").isNotEmpty().isEqualTo(encodedAndDecoded(said));
        assertThat(events.stream()
                        .filter(event -> event.name().equals("delta"))
                        .map(event -> event.json().path("text").asText())
                        .collect(Collectors.joining()))
                .isEqualTo(said);
        assertThat(otto.newest(session)).isEqualTo(said);
        assertThat(whole.at("/message/content").asText()).isEqualTo(said);
        assertThat(joined(streamed, "/content")).isEqualTo(said);
        String end = last.json().path("finish_reason").asText();
        assertThat(whole.path("finish_reason").asText()).isEqualTo(end);
        assertThat(finishReason(streamed)).isEqualTo(end);
        assertThat(llama.callsAbout(mark)).hasSize(3).allSatisfy(call -> {
            assertThat(call.path("raw").asText()).isEqualTo(said);
            assertThat(call.path("end").asText()).isEqualTo(end);
        });
    }

    private static String encodedAndDecoded(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void usageIsWhatLlamaCounted() {
        String agent = otto.agent("nonsense");
        String asked = "Count this " + mark;

        JsonNode message = otto.say(otto.session(agent), asked).getLast().json().path("message");
        JsonNode whole = otto.complete(request(agent, asked)).path("usage");
        JsonNode streamed = otto.stream(request(agent, asked)).getLast().path("usage");

        JsonNode call = llama.callsAbout(mark).getFirst();
        int prompt = call.path("prompt_tokens").asInt();
        int answer = call.path("completion_tokens").asInt();
        assertThat(call.path("evaluated").asInt())
                .as("tokens of the prompt that llama.cpp read")
                .isEqualTo(prompt)
                .isGreaterThan(asked.length());
        JsonNode stored = message.at("/metadata/usage");
        assertThat(List.of(stored, whole, streamed)).allSatisfy(usage -> {
            assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(prompt);
            assertThat(usage.path("completion_tokens").asInt()).isEqualTo(answer);
            assertThat(usage.path("total_tokens").asInt()).isEqualTo(prompt + answer);
        });
        assertThat(stored.path("estimated").asBoolean(true)).isFalse();
        assertThat(message.path("tokens_used").asInt()).isEqualTo(prompt + answer);
    }

    @Test
    void tokensThatLlamaRemembersAreCountedAsCached() {
        String session = otto.session(otto.agent("nonsense-cached"));
        otto.say(session, mark);

        JsonNode second = otto.say(session, "Go on").getLast().json();

        List<JsonNode> calls = llama.callsAbout(mark);
        assertThat(calls).hasSize(2);
        assertThat(calls.getLast().path("cached_tokens").asInt())
                .isGreaterThan(mark.length())
                .isEqualTo(second.at("/message/metadata/usage/cached_tokens").asInt());
    }

    @Test
    void promptThatIsTooLongForLlamaIsShortenedOnceAndAnswered() {
        otto.complete(conversation(3, SEVERAL_TOO_LONG, 200));

        List<JsonNode> calls = llama.callsAbout(mark);
        assertThat(calls)
                .extracting(call -> call.path("end").asText())
                .containsExactly(
                        "exceed_context_size_error", calls.getLast().path("end").asText());
        assertThat(calls.getFirst().path("prompt_tokens").asInt()).isGreaterThanOrEqualTo(LlamaServer.CONTEXT);
        assertThat(calls.getLast().path("end").asText()).isIn("stop", "length");
        assertThat(calls.getLast().at("/request/messages").size())
                .isLessThan(calls.getFirst().at("/request/messages").size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void promptThatIsTooLongEvenWhenShortenedIsRefused(boolean streaming) {
        Answer refused = otto.attempt(
                conversation(4, LlamaServer.CONTEXT, LlamaServer.CONTEXT).put("stream", streaming));

        String error = refused.status() == 200
                ? ServerSentEvent.all(refused.body()).getFirst().data()
                : refused.expect(400).body();
        assertThat(error).contains("\"code\":\"context_length_exceeded\"");
        assertThat(llama.callsAbout(mark))
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.path("end").asText()).isEqualTo("exceed_context_size_error"));
    }

    /** A question after earlier ones and their answers, in characters; llama.cpp makes a token of each. */
    private ObjectNode conversation(int turns, int earlier, int question) {
        ObjectNode request = request(otto.agent("nonsense"), "").put("max_tokens", 16);
        ArrayNode messages = request.putArray("messages");
        for (int i = 0; i < turns; i++) {
            messages.addObject().put("role", "user").put("content", "a word ".repeat(earlier / 7));
            messages.addObject().put("role", "assistant").put("content", "and one ".repeat(earlier / 8));
        }
        messages.addObject().put("role", "user").put("content", mark + " more".repeat(question / 5));
        return request;
    }

    @Test
    void limitOfTheAnswerEndsIt() {
        ObjectNode request =
                request(otto.agent("nonsense"), "Few words " + mark).put("max_tokens", 3);

        JsonNode whole = otto.complete(request);

        assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(finishReason(otto.stream(request))).isEqualTo("length");
        assertThat(whole.at("/usage/completion_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void cancelEndsTheGeneration() {
        String agent = otto.agent("nonsense-endless");
        String session = otto.session(agent);
        List<ServerSentEvent> heard = otto.client()
                .streamUntil(
                        platform.chat("/api/v1/sessions/" + session + "/messages"),
                        message("Go on " + mark),
                        event -> event.name().equals("delta"));
        assertThat(llama.underWay()).isEqualTo(1);
        String id = heard.getLast().id();

        otto.client()
                .post(
                        platform.chat("/api/v1/sessions/" + session + "/replies/" + id.substring(0, id.indexOf(':'))
                                + "/cancel"),
                        "")
                .expect(200);

        await().atMost(SOON).until(() -> llama.underWay() == 0);
        JsonNode call = llama.callsAbout(mark).getFirst();
        assertThat(call.path("end").asText()).isEqualTo("cancelled");
        await().atMost(SOON).untilAsserted(() -> {
            String kept = otto.newest(session);
            assertThat(kept).isNotEmpty();
            assertThat(call.path("raw").asText()).startsWith(kept);
        });
    }
}
