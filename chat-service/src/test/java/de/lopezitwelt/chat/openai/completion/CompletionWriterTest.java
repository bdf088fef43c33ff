package de.lopezitwelt.chat.openai.completion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.delivery.Listener;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Calling;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Completed;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.Origin;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.Usage;
import io.smallrye.mutiny.Multi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompletionWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
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

    private static Completed done(String reason, ToolCalled... calls) {
        return new Completed(
                null,
                ReplyUsage.of(new Usage(3, 4, false, 2, 1, 1)),
                reason,
                "large \"1\"",
                true,
                List.of(calls),
                null,
                null);
    }

    private static List<JsonNode> events(String... written) throws JsonProcessingException {
        List<JsonNode> events = new ArrayList<>();
        for (String event : String.join("", written).split("\n\n")) {
            assertThat(event).startsWith("data: ");
            events.add(event.equals("data: [DONE]") ? JSON.nullNode() : JSON.readTree(event.substring(6)));
        }
        return events;
    }

    @Test
    void aStreamSaysTheRoleOnceAndEndsWithDone() throws JsonProcessingException {
        CompletionWriter writer = new CompletionWriter(REPLY, "my \"agent\"", true, false, Set.of());

        List<JsonNode> events = events(writer.delta("Grüße\n\"🌍\""), writer.delta("b"), writer.end(done("stop")));

        assertThat(events).hasSize(4);
        assertThat(events.get(0).path("object").asText()).isEqualTo("chat.completion.chunk");
        assertThat(events.get(0).path("model").asText()).isEqualTo("my \"agent\"");
        assertThat(events.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(events.get(0).at("/choices/0/delta/content").asText()).isEqualTo("Grüße\n\"🌍\"");
        assertThat(events.get(0).at("/choices/0/finish_reason").isNull()).isTrue();
        assertThat(events.get(0).has("usage")).isFalse();
        assertThat(events.get(1).at("/choices/0/delta").size()).isEqualTo(1);
        assertThat(events.get(2).at("/choices/0/delta").isEmpty()).isTrue();
        assertThat(events.get(2).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(events.get(2).at("/lopez/offline").asBoolean()).isTrue();
        assertThat(events.get(3).isNull()).isTrue();
    }

    @Test
    void thoughtsAreChunksOfTheirOwn() throws JsonProcessingException {
        CompletionWriter writer = new CompletionWriter(REPLY, "m", true, false, Set.of());

        List<JsonNode> events = events(writer.thought("Hm\n\"x\""), writer.delta("a"));

        assertThat(events.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(events.get(0).at("/choices/0/delta/reasoning_content").asText())
                .isEqualTo("Hm\n\"x\"");
        assertThat(events.get(0).at("/choices/0/delta").has("content")).isFalse();
        assertThat(events.get(1).at("/choices/0/delta").has("reasoning_content"))
                .isFalse();
    }

    @Test
    void usageComesInAChunkOfItsOwnWhenAskedFor() throws JsonProcessingException {
        CompletionWriter writer = new CompletionWriter(REPLY, "m", true, true, Set.of());

        List<JsonNode> events = events(writer.delta("a"), writer.end(done("cancelled")));

        assertThat(events.get(0).get("usage").isNull()).isTrue();
        assertThat(events.get(1).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(events.get(2).path("choices").isEmpty()).isTrue();
        assertThat(events.get(2).at("/usage/total_tokens").asInt()).isEqualTo(7);
    }

    @Test
    void toolCallsOfTheClientEndTheStream() throws JsonProcessingException {
        CompletionWriter writer = new CompletionWriter(REPLY, "m", true, false, Set.of());

        List<JsonNode> events = events(writer.end(done("tool_calls", new ToolCalled(0, "c1", "f", "{\"a\":1}"))));

        JsonNode delta = events.getFirst().at("/choices/0/delta");
        assertThat(delta.path("role").asText()).isEqualTo("assistant");
        assertThat(delta.at("/tool_calls/0/index").asInt()).isZero();
        assertThat(delta.at("/tool_calls/0/function/arguments").asText()).isEqualTo("{\"a\":1}");
        assertThat(events.getFirst().at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    }

    @Test
    void callsAreToldAsTheyComeAndNothingOfThemTwice() throws JsonProcessingException {
        CompletionWriter writer = new CompletionWriter(REPLY, "m", true, false, Set.of());
        ToolCalled first = new ToolCalled(0, "c1", "f", "{\"a\":\"\\\"1\"}");
        ToolCalled second = new ToolCalled(0, "c2", "g", "{}", "{\"extra_content\":{\"s\":1}}");
        ToolCalled third = new ToolCalled(0, "c3", "h", "{\"b\":2}");

        List<JsonNode> events = events(
                writer.calling(new Calling(0, 0, "c1", "f", "{\"a\"")),
                writer.calling(new Calling(0, 0, "c1", "f", ":\"\\\"1\"}")),
                writer.calling(new Calling(0, 1, "c2", "g", "")),
                writer.calling(new Calling(0, 1, "c2", "g", "{}")),
                writer.end(done("tool_calls", first, second, third)));

        JsonNode opening = events.getFirst().at("/choices/0/delta/tool_calls/0");
        assertThat(opening.path("id").asText()).isEqualTo("c1");
        assertThat(opening.at("/function/name").asText()).isEqualTo("f");
        assertThat(opening.at("/function/arguments").asText()).isEmpty();
        Map<Integer, String> arguments = new TreeMap<>();
        Map<Integer, String> ids = new TreeMap<>();
        for (JsonNode event : events) {
            for (JsonNode call : event.at("/choices/0/delta/tool_calls")) {
                int index = call.path("index").asInt();
                arguments.merge(index, call.at("/function/arguments").asText(), String::concat);
                if (call.has("id")) {
                    ids.merge(index, call.path("id").asText(), String::concat);
                }
            }
        }
        assertThat(arguments.values()).containsExactly(first.arguments(), second.arguments(), third.arguments());
        assertThat(ids.values()).containsExactly("c1", "c2", "c3");
        JsonNode last = events.get(events.size() - 2);
        assertThat(last.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(last.at("/choices/0/delta/tool_calls/0/extra_content/s").asInt())
                .isEqualTo(1);
        assertThat(last.at("/choices/0/delta").has("role")).isFalse();
    }

    @Test
    void textOfACustomToolIsToldWhenItIsWhole() throws JsonProcessingException {
        CompletionWriter writer = new CompletionWriter(REPLY, "m", true, false, Set.of("patch"));
        ToolCalled custom = new ToolCalled(0, "c1", "patch", "{\"input\":\"*** x\"}");
        ToolCalled function = new ToolCalled(0, "c2", "f", "{}");

        assertThat(writer.calling(new Calling(0, 0, "c1", "patch", "{\"input\":\"**")))
                .isEmpty();
        String told = writer.calling(new Calling(0, 1, "c2", "f", "{}"));
        JsonNode last = events(told, writer.end(done("tool_calls", custom, function)))
                .reversed()
                .get(1)
                .at("/choices/0/delta/tool_calls");

        assertThat(last).hasSize(1);
        assertThat(last.at("/0/index").asInt()).isZero();
        assertThat(last.at("/0/type").asText()).isEqualTo("custom");
        assertThat(last.at("/0/custom/input").asText()).isEqualTo("*** x");
    }

    @Test
    void anEmptyReplySaysWhy() throws JsonProcessingException {
        Completed empty =
                new Completed(null, ReplyUsage.of(3, 4, false), "stop", "m", false, List.of(), null, "It only thought");

        JsonNode whole = JSON.readTree(new CompletionWriter(REPLY, "m", false, false, Set.of()).whole("", "hm", empty));

        assertThat(whole.at("/lopez/detail").asText()).isEqualTo("It only thought");
        assertThat(events(new CompletionWriter(REPLY, "m", true, false, Set.of()).end(empty))
                        .getFirst()
                        .at("/lopez/detail")
                        .asText())
                .isEqualTo("It only thought");
    }

    @Test
    void whatTheProviderNeedsBackStandsBesideItsCalls() throws JsonProcessingException {
        ToolCalled call = new ToolCalled(0, "c1", "f", "{}", "{\"extra_content\":\n{\"a\":1},\"other\":2}");
        Completed done = new Completed(
                null,
                ReplyUsage.of(3, 4, false),
                "tool_calls",
                "m",
                false,
                List.of(call),
                new Reasoning("Hm", Reasoning.BLOCKS, "[{\"type\":\"thinking\",\"signature\":\"s\"}]"),
                null);

        JsonNode whole = JSON.readTree(new CompletionWriter(REPLY, "m", false, false, Set.of()).whole("", "Hm", done));
        JsonNode delta = events(new CompletionWriter(REPLY, "m", true, false, Set.of()).end(done))
                .getFirst()
                .at("/choices/0/delta");

        for (JsonNode message : List.of(whole.at("/choices/0/message"), delta)) {
            assertThat(message.at("/tool_calls/0/extra_content/a").asInt()).isEqualTo(1);
            assertThat(message.at("/tool_calls/0").has("other")).isFalse();
            assertThat(message.at("/reasoning_details/0/signature").asText()).isEqualTo("s");
        }
    }

    @Test
    void aWholeCompletionHasTheFieldsClientsRead() throws JsonProcessingException {
        JsonNode whole = JSON.readTree(
                new CompletionWriter(REPLY, "m", false, false, Set.of()).whole("Hi", "Hm", done("length")));

        assertThat(whole.path("id").asText()).isEqualTo("chatcmpl-" + REPLY.replyId());
        assertThat(whole.path("object").asText()).isEqualTo("chat.completion");
        assertThat(whole.path("created").asLong()).isPositive();
        assertThat(whole.path("session_id").asText()).isEqualTo(REPLY.sessionId());
        assertThat(whole.at("/choices/0/message/role").asText()).isEqualTo("assistant");
        assertThat(whole.at("/choices/0/message/content").asText()).isEqualTo("Hi");
        assertThat(whole.at("/choices/0/message/reasoning_content").asText()).isEqualTo("Hm");
        assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(whole.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        assertThat(whole.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(2);
        assertThat(whole.at("/usage/prompt_tokens_details/cache_write_tokens").asInt())
                .isEqualTo(1);
        assertThat(whole.at("/usage/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(1);
        assertThat(whole.at("/lopez/model").asText()).isEqualTo("large \"1\"");
    }

    @Test
    void refusalIsNoContent() throws JsonProcessingException {
        CompletionWriter writer = new CompletionWriter(REPLY, "m", true, false, Set.of());

        JsonNode whole = JSON.readTree(
                new CompletionWriter(REPLY, "m", false, false, Set.of()).whole("I cannot", "", done("refusal")));
        List<JsonNode> events = events(writer.refusal("I cannot"), writer.end(done("refusal")));

        assertThat(whole.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(whole.at("/choices/0/message/refusal").asText()).isEqualTo("I cannot");
        assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(events.get(0).at("/choices/0/delta/refusal").asText()).isEqualTo("I cannot");
        assertThat(events.get(0).at("/choices/0/delta").has("content")).isFalse();
        assertThat(events.get(1).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void callOfACustomToolHoldsItsText() throws JsonProcessingException {
        ToolCalled call = new ToolCalled(0, "c1", "patch", "{\"input\":\"*** \\\"x\\\"\"}");
        JsonNode whole = JSON.readTree(new CompletionWriter(REPLY, "m", false, false, Set.of("patch"))
                .whole("", "", done("tool_calls", call)));

        JsonNode told = whole.at("/choices/0/message/tool_calls/0");
        assertThat(told.path("type").asText()).isEqualTo("custom");
        assertThat(told.at("/custom/name").asText()).isEqualTo("patch");
        assertThat(told.at("/custom/input").asText()).isEqualTo("*** \"x\"");
        assertThat(told.has("function")).isFalse();
    }

    @Test
    void aWholeCompletionThatOnlyCallsToolsHasNoContent() throws JsonProcessingException {
        JsonNode whole = JSON.readTree(new CompletionWriter(REPLY, "m", false, false, Set.of())
                .whole(
                        "",
                        "",
                        done("tool_calls", new ToolCalled(0, "c1", "f", "{}"), new ToolCalled(0, "c2", "g", ""))));

        assertThat(whole.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(whole.at("/choices/0/message").has("reasoning_content")).isFalse();
        assertThat(whole.at("/choices/0/message/tool_calls/1/id").asText()).isEqualTo("c2");
        assertThat(whole.at("/choices/0/message/tool_calls/1").has("index")).isFalse();
    }
}
