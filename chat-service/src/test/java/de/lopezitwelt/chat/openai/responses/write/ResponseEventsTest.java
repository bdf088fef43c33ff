package de.lopezitwelt.chat.openai.responses.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Calling;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Completed;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Delta;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Thought;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResponseEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPLY = "019a0000-0000-7000-8000-000000000001";
    private static final Reasoning STATE =
            new Reasoning("hm", Reasoning.BLOCKS, "[{\"type\":\"thinking\",\"signature\":\"s\"}]");

    private static List<JsonNode> events(ReplyUpdate... updates) throws JsonProcessingException {
        return eventsAfter(-1, updates);
    }

    private static List<JsonNode> eventsAfter(long received, ReplyUpdate... updates) throws JsonProcessingException {
        JsonNode echo = JSON.readTree("{\"tools\":[{\"type\":\"custom\",\"name\":\"patch\"}]}");
        ResponseEvents writer =
                new ResponseEvents(new ResponseWriter(REPLY, REPLY, (ObjectNode) echo), REPLY, received);
        List<JsonNode> events = new ArrayList<>();
        for (ReplyUpdate update : updates) {
            for (String event : writer.of(update).split("\n\n")) {
                if (!event.isEmpty()) {
                    events.add(JSON.readTree(event.substring(event.indexOf("\ndata: ") + 7)));
                }
            }
        }
        return events;
    }

    private static Completed done(@Nullable Reasoning reasoning, ToolCalled... calls) {
        return new Completed(
                null,
                ReplyUsage.of(1, 2, false),
                calls.length == 0 ? "stop" : "tool_calls",
                "m",
                false,
                List.of(calls),
                reasoning,
                null);
    }

    /** The items as their own events tell them, at their indexes, must be those of the whole response. */
    private static List<String> itemsThatAddUp(List<JsonNode> events) {
        JsonNode output = events.getLast().at("/response/output");
        List<String> types = new ArrayList<>();
        for (JsonNode event : events) {
            if (event.path("type").asText().equals("response.output_item.done")) {
                JsonNode whole = output.path(event.path("output_index").asInt());
                assertThat(event.at("/item/id")).isEqualTo(whole.path("id"));
                assertThat(event.at("/item/content")).isEqualTo(whole.path("content"));
            }
        }
        output.forEach(item -> types.add(item.path("type").asText()));
        assertThat(events.stream().map(event -> event.path("type").asText()))
                .filteredOn("response.output_item.done"::equals)
                .hasSize(types.size());
        return types;
    }

    @Test
    void thoughtsComeBeforeTheMessage() throws JsonProcessingException {
        assertThat(itemsThatAddUp(events(new Thought(2, "hm"), new Delta(5, "yes"), done(null))))
                .containsExactly("reasoning", "message");
    }

    @Test
    void laterThoughtsAreAnItemAfterTheMessage() throws JsonProcessingException {
        assertThat(itemsThatAddUp(events(
                        new Thought(2, "hm"),
                        new Delta(5, "yes"),
                        new Thought(7, "oh"),
                        new Delta(9, "no"),
                        done(STATE, new ToolCalled(0, "c", "f", "{}")))))
                .containsExactly("reasoning", "message", "reasoning", "function_call");
        assertThat(itemsThatAddUp(events(new Delta(3, "yes"), new Thought(5, "oh"), done(null))))
                .containsExactly("message", "reasoning");
    }

    @Test
    void whatTheProviderNeedsBackIsToldEvenOfAThoughtWithoutWords() throws JsonProcessingException {
        List<JsonNode> silent = events(done(STATE, new ToolCalled(0, "c", "f", "{}")));
        List<JsonNode> spoken = events(new Delta(3, "yes"), done(STATE, new ToolCalled(0, "c", "f", "{}")));

        assertThat(itemsThatAddUp(silent)).containsExactly("reasoning", "function_call");
        assertThat(itemsThatAddUp(spoken)).containsExactly("message", "reasoning", "function_call");
        JsonNode item = silent.getLast().at("/response/output/0");
        assertThat(ReasoningState.read(item)).isEqualTo(STATE);
    }

    @Test
    void callsAreToldAsTheyCome() throws JsonProcessingException {
        ToolCalled first = new ToolCalled(0, "c", "f", "{\"a\":1}");
        ToolCalled second = new ToolCalled(0, "d", "g", "{}");
        for (Reasoning state : Arrays.asList(null, STATE)) {
            List<JsonNode> events = events(
                    new Thought(2, "hm"),
                    new Delta(5, "yes"),
                    new Calling(5, 0, "c", "f", "{\"a\""),
                    new Calling(5, 0, "c", "f", ":1"),
                    done(state, first, second));

            assertThat(itemsThatAddUp(events)).startsWith("reasoning", "message", "function_call");
            StringBuilder arguments = new StringBuilder();
            for (JsonNode event : events) {
                if (event.path("type").asText().equals("response.function_call_arguments.delta")
                        && event.path("item_id").asText().endsWith("_0")) {
                    arguments.append(event.path("delta").asText());
                }
            }
            assertThat(arguments).hasToString(first.arguments());
            assertThat(events.getLast().at("/response/output").findValuesAsText("arguments"))
                    .containsExactly("{\"a\":1}", "{}");
        }
    }

    @Test
    void aCallThatComesBeforeAnythingElseKeepsItsPlace() throws JsonProcessingException {
        assertThat(itemsThatAddUp(events(
                        new Calling(0, 0, "c", "f", "{}"),
                        new Delta(3, "yes"),
                        done(STATE, new ToolCalled(0, "c", "f", "{}")))))
                .containsExactlyInAnyOrder("function_call", "message", "reasoning")
                .startsWith("function_call");
    }

    @Test
    void replyWithoutThoughtsHasNoItemOfThem() throws JsonProcessingException {
        assertThat(itemsThatAddUp(events(new Delta(3, "yes"), done(null)))).containsExactly("message");
    }

    @Test
    void refusalIsAPartOfItsOwn() throws JsonProcessingException {
        Completed end = new Completed(null, ReplyUsage.of(1, 2, false), "refusal", "m", false, List.of(), null, null);
        List<JsonNode> told = events(new Delta(3, "I can", true), new Delta(6, "not", true), end);

        assertThat(itemsThatAddUp(told)).containsExactly("message");
        assertThat(told.stream().map(event -> event.path("type").asText()))
                .contains("response.refusal.delta", "response.refusal.done", "response.completed")
                .doesNotContain("response.output_text.delta");
        JsonNode part = told.getLast().at("/response/output/0/content/0");
        assertThat(part.path("type").asText()).isEqualTo("refusal");
        assertThat(part.path("refusal").asText()).isEqualTo("I cannot");
    }

    @Test
    void callOfACustomToolHoldsItsText() throws JsonProcessingException {
        List<JsonNode> told = events(
                new Calling(0, 0, "c", "patch", "{\"input\":\"**"),
                done(null, new ToolCalled(0, "c", "patch", "{\"input\":\"*** x\"}")));

        assertThat(itemsThatAddUp(told)).containsExactly("custom_tool_call");
        assertThat(types(told)).doesNotContain("response.function_call_arguments.done");
        assertThat(text(told)).isEqualTo("*** x");
        assertThat(told.getLast().at("/response/output/0/input").asText()).isEqualTo("*** x");
        assertThat(told).anySatisfy(event -> {
            assertThat(event.path("type").asText()).isEqualTo("response.custom_tool_call_input.done");
            assertThat(event.path("input").asText()).isEqualTo("*** x");
        });
    }

    /** However the text is cut the second time, what comes after a number is what the client lacks. */
    @Test
    void repetitionGoesOnAfterAnyNumber() throws JsonProcessingException {
        ReplyUpdate[] first = {new Thought(2, "hm"), new Delta(5, "yes"), new Delta(10, ", 🌍 it"), done(null)};
        ReplyUpdate[] again = {new Thought(1, "h"), new Thought(2, "m"), new Delta(10, "yes, 🌍 it"), done(null)};
        List<JsonNode> all = events(first);

        for (int heard = 0; heard < all.size(); heard++) {
            int number = all.get(heard).path("sequence_number").asInt();
            List<JsonNode> rest = eventsAfter(number, again);
            assertThat(text(all.subList(0, heard + 1)) + text(rest)).isEqualTo("hmyes, 🌍 it");
            assertThat(rest)
                    .allSatisfy(event ->
                            assertThat(event.path("sequence_number").asInt()).isGreaterThan(number));
            assertThat(types(rest)).isEqualTo(types(all.subList(heard + 1, all.size())));
        }
    }

    @Test
    void lastEventHasTheSameNumberThoughItsCallsComeInOnePieceTheSecondTime() throws JsonProcessingException {
        ToolCalled call = new ToolCalled(0, "c", "f", "{\"a\":1}");
        List<JsonNode> first = events(
                new Delta(3, "yes"),
                new Calling(3, 0, "c", "f", "{\"a\""),
                new Calling(3, 0, "c", "f", ":1}"),
                done(null, call));
        List<JsonNode> again = events(new Delta(3, "yes"), done(null, call));

        assertThat(first.getLast().path("sequence_number"))
                .isEqualTo(again.getLast().path("sequence_number"));
    }

    private static String text(List<JsonNode> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.path("delta").asText()));
        return text.toString();
    }

    /** Without pieces, of which there may be fewer or more. */
    private static List<String> types(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.path("type").asText())
                .filter(type -> !type.endsWith(".delta"))
                .toList();
    }

    @Test
    void stateOfOthersLeavesTheWordsOfTheThought() throws JsonProcessingException {
        for (String odd : List.of("\"gAAAAB\"", "\"e30=\"", "\"%%%\"", "null", "7", "{}")) {
            JsonNode item = JSON.readTree("{\"type\":\"reasoning\",\"encrypted_content\":" + odd
                    + ",\"content\":[{\"type\":\"reasoning_text\",\"text\":\"hm\"}]}");
            assertThat(ReasoningState.read(item)).as(odd).isEqualTo(new Reasoning("hm", Reasoning.CONTENT, null));
        }
        assertThat(ReasoningState.read(JSON.readTree("{\"type\":\"reasoning\",\"summary\":[]}")))
                .isNull();
    }
}
