package de.lopezitwelt.chat.anthropic;

import static de.lopezitwelt.chat.anthropic.Quotes.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.delivery.Listener;
import de.lopezitwelt.chat.openai.WholeReplyCollector;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Calling;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Completed;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Delta;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Failed;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Thought;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.Origin;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies in one piece and as events. Both must be the same message for a client that adds the events up. */
class MessageWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGNED =
            json("[{'type':'thinking','thinking':'hm','signature':'s'}]").toString();
    private static final String REDACTED =
            json("[{'type':'redacted_thinking','data':'d'}]").toString();
    private static final String EXTRA =
            json("{'extra_content':{'google':{'thought_signature':'c2ln'}}}").toString();

    private static final StartedReply REPLY = new StartedReply(
            new Listener(
                    new Caller(
                            Caller.Kind.USER,
                            "019a0000-0000-7000-8000-000000000003",
                            null,
                            null,
                            PlatformRole.USER,
                            Set.of(),
                            null,
                            Instant.EPOCH,
                            Instant.MAX,
                            Origin.UNKNOWN),
                    null),
            "019a0000-0000-7000-8000-000000000001",
            "019a0000-0000-7000-8000-000000000002",
            31,
            Multi.createFrom().empty());

    private static Completed done(String reason, @Nullable Reasoning reasoning, ToolCalled... calls) {
        return new Completed(
                null,
                ReplyUsage.of(new Usage(30, 4, false, 20, 3, 1)),
                reason,
                "large \"1\"",
                true,
                List.of(calls),
                reasoning,
                null);
    }

    private static ToolCalled call(String id, String arguments) {
        return new ToolCalled(0, id, "f", arguments, null);
    }

    private static Delta said(String text) {
        return new Delta(0, text);
    }

    private static Thought thought(String text) {
        return new Thought(0, text);
    }

    private static JsonNode whole(boolean shows, ReplyUpdate... updates) throws IOException {
        WholeReplyCollector collector = new WholeReplyCollector();
        Stream.of(updates).forEach(collector::add);
        return JSON.readTree(new MessageWriter(REPLY, "my \"agent\"", shows).whole(collector));
    }

    private static List<JsonNode> events(boolean shows, ReplyUpdate... updates) throws IOException {
        MessageEvents events = new MessageEvents(new MessageWriter(REPLY, "my \"agent\"", shows));
        List<JsonNode> sent = new ArrayList<>();
        for (ReplyUpdate update : updates) {
            for (String event : events.of(update).split("\n\n")) {
                if (!event.isEmpty()) {
                    String[] lines = event.split("\n");
                    JsonNode data = JSON.readTree(lines[1].substring("data: ".length()));
                    assertThat(lines).hasSize(2);
                    assertThat(lines[0]).isEqualTo("event: " + data.path("type").asText());
                    sent.add(data);
                }
            }
        }
        return sent;
    }

    /** What a client makes of the events, which must be in the order that Anthropic documents. */
    private static JsonNode added(List<JsonNode> events) throws IOException {
        ObjectNode message = events.getFirst().path("message").deepCopy();
        assertThat(events.get(1).path("type").asText()).isEqualTo("ping");
        ArrayNode content = message.withArray("content");
        StringBuilder input = new StringBuilder();
        boolean open = false;
        for (JsonNode event : events.subList(2, events.size() - 1)) {
            switch (event.path("type").asText()) {
                case "content_block_start" -> {
                    assertThat(open).isFalse();
                    open = true;
                    assertThat(event.path("index").asInt()).isEqualTo(content.size());
                    content.add(event.path("content_block").deepCopy());
                    input.setLength(0);
                }
                case "content_block_delta" -> {
                    assertThat(open).isTrue();
                    ObjectNode block = (ObjectNode) content.get(content.size() - 1);
                    assertThat(event.path("index").asInt()).isEqualTo(content.size() - 1);
                    JsonNode delta = event.path("delta");
                    switch (delta.path("type").asText()) {
                        case "text_delta" ->
                            block.put(
                                    "text",
                                    block.path("text").asText()
                                            + delta.path("text").asText());
                        case "thinking_delta" ->
                            block.put(
                                    "thinking",
                                    block.path("thinking").asText()
                                            + delta.path("thinking").asText());
                        case "input_json_delta" ->
                            input.append(delta.path("partial_json").asText());
                        default -> throw new AssertionError(delta);
                    }
                }
                case "content_block_stop" -> {
                    assertThat(open).isTrue();
                    open = false;
                    assertThat(event.path("index").asInt()).isEqualTo(content.size() - 1);
                    if (!input.isEmpty()) {
                        ((ObjectNode) content.get(content.size() - 1)).set("input", JSON.readTree(input.toString()));
                    }
                }
                case "message_delta" -> {
                    message.set("stop_reason", event.at("/delta/stop_reason"));
                    message.set("stop_sequence", event.at("/delta/stop_sequence"));
                    message.set("usage", event.path("usage"));
                    message.set("lopez", event.path("lopez"));
                }
                default -> throw new AssertionError(event);
            }
        }
        assertThat(open).isFalse();
        assertThat(events.getLast()).isEqualTo(json("{'type':'message_stop'}"));
        return message;
    }

    private static Stream<Arguments> replies() {
        Reasoning words = new Reasoning("hm", Reasoning.CONTENT, null);
        return Stream.of(
                Arguments.of("words", true, new ReplyUpdate[] {said("a"), said("b"), done("stop", null)}, "text:ab"),
                Arguments.of("nothing", true, new ReplyUpdate[] {done("stop", null)}, ""),
                Arguments.of(
                        "odd words",
                        true,
                        new ReplyUpdate[] {said("Grüße\n\"🌍\""), said("\u0000\\"), done("stop", null)},
                        "text:Grüße\n\"🌍\"\u0000\\"),
                Arguments.of(
                        "thoughts",
                        true,
                        new ReplyUpdate[] {thought("h"), thought("m"), said("a"), done("stop", null)},
                        "thinking:hm text:a"),
                Arguments.of(
                        "thoughts nobody asked for",
                        false,
                        new ReplyUpdate[] {thought("hm"), said("a"), done("stop", null)},
                        "text:a"),
                Arguments.of(
                        "thoughts after words",
                        true,
                        new ReplyUpdate[] {said("a"), thought("hm"), done("stop", null)},
                        "text:a thinking:hm"),
                Arguments.of(
                        "thoughts alone", true, new ReplyUpdate[] {thought("hm"), done("length", null)}, "thinking:hm"),
                Arguments.of(
                        "a call in one piece",
                        true,
                        new ReplyUpdate[] {said("a"), done("tool_calls", null, call("c", "{\"x\":1}"))},
                        "text:a tool_use:c{\"x\":1}"),
                Arguments.of(
                        "a call without arguments",
                        true,
                        new ReplyUpdate[] {new Calling(0, 0, "c", "f", ""), done("tool_calls", null, call("c", ""))},
                        "tool_use:c{}"),
                Arguments.of(
                        "a call as it is written",
                        true,
                        new ReplyUpdate[] {
                            new Calling(0, 0, "c", "f", ""),
                            new Calling(0, 0, "c", "f", "{\"x\""),
                            new Calling(0, 0, "c", "f", ":1}"),
                            done("tool_calls", null, call("c", "{\"x\":1}"))
                        },
                        "tool_use:c{\"x\":1}"),
                Arguments.of(
                        "two calls, the second in one piece",
                        true,
                        new ReplyUpdate[] {
                            new Calling(0, 0, "c", "f", "{\"x\":1}"),
                            done("tool_calls", null, call("c", "{\"x\":1}"), call("d", "{\"y\":2}"))
                        },
                        "tool_use:c{\"x\":1} tool_use:d{\"y\":2}"),
                Arguments.of(
                        "two calls as they are written",
                        true,
                        new ReplyUpdate[] {
                            new Calling(0, 0, "c", "f", "{\"x\":1}"),
                            new Calling(0, 1, "d", "f", "{\"y\""),
                            new Calling(0, 1, "d", "f", ":2}"),
                            done("tool_calls", null, call("c", "{\"x\":1}"), call("d", "{\"y\":2}"))
                        },
                        "tool_use:c{\"x\":1} tool_use:d{\"y\":2}"),
                Arguments.of(
                        "thoughts in words before a call",
                        true,
                        new ReplyUpdate[] {thought("hm"), done("tool_calls", words, call("c", "{}"))},
                        "thinking:hm tool_use:c{}"),
                Arguments.of(
                        "thoughts between tags before a call",
                        false,
                        new ReplyUpdate[] {
                            thought("hm"),
                            done("tool_calls", new Reasoning("hm", Reasoning.TAGS, null), call("c", "{}"))
                        },
                        "tool_use:c{}"),
                Arguments.of(
                        "an answer that was cancelled",
                        true,
                        new ReplyUpdate[] {said("a"), done("cancelled", null)},
                        "text:a"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void wholeAndStreamedRepliesAreTheSame(String name, boolean shows, ReplyUpdate[] updates, String expected)
            throws IOException {
        JsonNode whole = whole(shows, updates);

        assertThat(told(whole)).isEqualTo(expected);
        assertThat(added(events(shows, updates))).isEqualTo(whole);
    }

    private static String told(JsonNode message) {
        List<String> blocks = new ArrayList<>();
        for (JsonNode block : message.path("content")) {
            String type = block.path("type").asText();
            blocks.add(type + ":"
                    + switch (type) {
                        case "text" -> block.path("text").asText();
                        case "thinking" -> block.path("thinking").asText();
                        case "tool_use" -> block.path("id").asText() + block.path("input");
                        default -> block.path("data").asText();
                    });
        }
        return String.join(" ", blocks);
    }

    @Test
    void aMessageHasAllFieldsOfAnthropics() throws IOException {
        assertThat(whole(false, said("a"), done("stop", null))).isEqualTo(json("""
                {'id':'msg_019a0000-0000-7000-8000-000000000002','type':'message','role':'assistant',
                 'model':'my \\'agent\\'','content':[{'type':'text','text':'a'}],
                 'stop_reason':'end_turn','stop_sequence':null,
                 'usage':{'input_tokens':7,'cache_creation_input_tokens':3,'cache_read_input_tokens':20,'output_tokens':4},
                 'session_id':'019a0000-0000-7000-8000-000000000001',
                 'lopez':{'model':'large \\'1\\'','offline':true,'detail':null}}
                """));
    }

    @Test
    void aStreamBeginsWithAnEstimateOfItsPrompt() throws IOException {
        JsonNode start = events(false, said("a")).getFirst();

        assertThat(start.at("/message/usage/input_tokens").asInt()).isEqualTo(31);
        assertThat(start.at("/message/content")).isEmpty();
        assertThat(start.at("/message/stop_reason").isNull()).isTrue();
    }

    @Test
    void nothingIsSentBeforeTheFirstWord() throws IOException {
        assertThat(events(false, thought("hm"))).isEmpty();
        Failed failed = new Failed(null, ReplyFailure.of("model-overloaded", "Busy", 503, null));
        assertThatThrownBy(() -> events(true, failed)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "stop, end_turn",
        "length, max_tokens",
        "tool_calls, tool_use",
        "content_filter, refusal",
        "refusal, refusal",
        "cancelled, end_turn",
        "something else, end_turn",
    })
    void eachEndHasItsReason(String ours, String anthropics) throws IOException {
        assertThat(whole(false, done(ours, null)).path("stop_reason").asText()).isEqualTo(anthropics);
        assertThat(added(events(false, done(ours, null))).path("stop_reason").asText())
                .isEqualTo(anthropics);
    }

    @Test
    void theStopSequenceIsNamedWhereTheProviderNamesIt() throws IOException {
        Completed stopped =
                new Completed(null, ReplyUsage.of(1, 2, false), "stop", "m", false, List.of(), null, null, "END");
        Completed cut =
                new Completed(null, ReplyUsage.of(1, 2, false), "length", "m", false, List.of(), null, null, "END");

        for (JsonNode message : List.of(whole(false, stopped), added(events(false, stopped)))) {
            assertThat(message.path("stop_reason").asText()).isEqualTo("stop_sequence");
            assertThat(message.path("stop_sequence").asText()).isEqualTo("END");
        }
        assertThat(whole(false, cut).path("stop_reason").asText()).isEqualTo("max_tokens");
        assertThat(whole(false, cut).path("stop_sequence").isNull()).isTrue();
    }

    @Test
    void wordsAfterACallStandAfterAllCalls() throws IOException {
        List<JsonNode> events = events(
                true,
                new Calling(0, 0, "c", "f", "{\"x\""),
                said("a"),
                thought("not told"),
                new Calling(0, 0, "c", "f", ":1}"),
                said("b"),
                done("tool_calls", null, call("c", "{\"x\":1}")));

        assertThat(told(added(events))).isEqualTo("tool_use:c{\"x\":1} text:ab");
    }

    @Test
    void callsThatAreWrittenAtOnceEndInAnError() {
        assertThatThrownBy(() -> events(
                        true,
                        new Calling(0, 0, "c", "f", "{"),
                        new Calling(0, 1, "d", "f", "{"),
                        new Calling(0, 0, "c", "f", "}"),
                        done("tool_calls", null, call("c", "{}"), call("d", "{}"))))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void argumentsThatAreNoObjectAreLeftOut() throws IOException {
        for (String arguments : new String[] {"", "oops", "[1]", "7", "null"}) {
            assertThat(told(whole(true, done("tool_calls", null, call("c", arguments)))))
                    .isEqualTo("tool_use:c{}");
        }
    }

    @Test
    void signedThoughtsAreShownAsAnthropicSignedThem() throws IOException {
        JsonNode message = whole(
                true,
                thought("hm"),
                done("tool_calls", new Reasoning("hm", Reasoning.BLOCKS, SIGNED), call("c", "{}")));

        assertThat(message.path("content"))
                .isEqualTo(json("[{'type':'thinking','thinking':'hm','signature':'s'},"
                        + "{'type':'tool_use','id':'c','name':'f','input':{}}]"));
    }

    private static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of("signed", new Reasoning("hm", Reasoning.BLOCKS, SIGNED), null),
                Arguments.of("OpenRouter's", new Reasoning("hm", Reasoning.DETAILS, "[{\"type\":\"x\"}]"), null),
                Arguments.of("in another field", new Reasoning("hm", Reasoning.FIELD, null), null),
                Arguments.of("in words", new Reasoning("hm", Reasoning.CONTENT, null), null),
                Arguments.of("in words, with a call's", new Reasoning("hm", Reasoning.CONTENT, null), EXTRA),
                Arguments.of("a call's alone", null, EXTRA),
                Arguments.of("Mistral's", new Reasoning("hm", Reasoning.PART, null), null),
                Arguments.of("without words", new Reasoning("", Reasoning.BLOCKS, REDACTED), EXTRA));
    }

    /** Whether it asked for thoughts or not, and whether it streams or not. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void whatTheProviderNeedsBackComesBackWithTheMessage(
            String name, @Nullable Reasoning reasoning, @Nullable String extra) throws IOException {
        ToolCalled call = new ToolCalled(0, "c", "f", "{\"x\":1}", extra);
        String words = reasoning == null ? "" : reasoning.text();
        for (boolean shows : new boolean[] {true, false}) {
            ReplyUpdate[] updates = words.isEmpty()
                    ? new ReplyUpdate[] {said("a"), done("tool_calls", reasoning, call)}
                    : new ReplyUpdate[] {thought(words), said("a"), done("tool_calls", reasoning, call)};
            for (JsonNode message : List.of(whole(shows, updates), added(events(shows, updates)))) {
                PromptMessage read = readBack(message);

                assertThat(read.content()).isEqualTo("a");
                assertThat(read.toolCalls()).containsExactly(new ToolCall("c", "f", "{\"x\":1}", extra));
                assertThat(read.reasoning()).isEqualTo(reasoning);
            }
        }
    }

    private static PromptMessage readBack(JsonNode message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", "m");
        ArrayNode messages = body.putArray("messages");
        messages.addObject().put("role", "assistant").set("content", message.path("content"));
        messages.add(json("{'role':'user','content':[{'type':'tool_result','tool_use_id':'c','content':'ok'}]}"));
        return MessageRequestReader.read(body, null).turns().getFirst();
    }
}
