package de.lopezitwelt.runtime.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.ReplyRequest;
import de.lopezitwelt.runtime.TypeTestBase;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenAI's protocol can and Anthropic's says otherwise. */
class AnthropicParityTest extends TypeTestBase {

    private static final AgentSpec CHATBOT = agent(AgentType.CHATBOT, "{'system_prompt':'Be brief.'}");
    private static final ToolDefinition WEATHER =
            new ToolDefinition("weather", "Says it", JsonNodeFactory.instance.objectNode());
    private static final ResponseFormat SCHEMA = new ResponseFormat.JsonSchema(
            "city",
            json("{'type':'object','properties':{'name':{'$ref':'#/$defs/n'}},'$defs':{'n':{'type':'string'}}}"),
            true);

    @BeforeEach
    void speakAnthropic() {
        use("");
    }

    private void use(String quirks) {
        runtime.close();
        runtime = runtime(catalog("")
                .replace("    allow_http: true", "    protocol: anthropic\n" + quirks + "    allow_http: true")
                .replace("context_window: 2000", "context_window: 20000")
                .replace("max_output_tokens: 200", "max_output_tokens: 4000"));
    }

    private static String event(String data) {
        return "data: " + data.replace('\'', '"') + "\n\n";
    }

    private void willStream(String... events) {
        willDo(exchange -> exchange.sse()
                .end(event("{'type':'message_start','message':{'usage':{'input_tokens':5,'output_tokens':1}}}")
                        + String.join("", events)));
    }

    private static String ended(String reason) {
        return event("{'type':'message_delta','delta':{'stop_reason':'" + reason + "'},'usage':{'output_tokens':9}}")
                + event("{'type':'message_stop'}");
    }

    private static String toolStart(int index, String name) {
        return event("{'type':'content_block_start','index':" + index + ",'content_block':{'type':'tool_use','id':'t"
                + index + "','name':'" + name + "','input':{}}}");
    }

    private static String piece(int index, String json) {
        JsonObject delta = new JsonObject().put("type", "input_json_delta").put("partial_json", json);
        return "data: "
                + new JsonObject()
                        .put("type", "content_block_delta")
                        .put("index", index)
                        .put("delta", delta)
                        .encode()
                + "\n\n";
    }

    private static ReplyRequest request(
            @Nullable ResponseFormat format, ToolChoice choice, Sampling sampling, ToolDefinition... tools) {
        return new ReplyRequest(
                CHATBOT,
                Conversation.of(PromptMessage.user("Where?")),
                null,
                sampling,
                format,
                List.of(tools),
                choice,
                true,
                null);
    }

    private static Sampling effort(String effort) {
        return Sampling.DEFAULT.with(new Sampling.Extras(effort, null, null, Map.of(), Map.of(), null));
    }

    private JsonObject sent() {
        return upstream.exchanges.getLast().body();
    }

    @Test
    void anAnswerOfACertainShapeIsTheInputOfAForcedCall() {
        willStream(
                toolStart(0, "city"), piece(0, ""), piece(0, "{\"name\": "), piece(0, "\"Bonn\"}"), ended("tool_use"));

        List<ReplyEvent> events = events(request(SCHEMA, ToolChoice.AUTO, Sampling.DEFAULT));

        assertThat(text(events)).isEqualTo("{\"name\": \"Bonn\"}");
        assertThat(events).noneMatch(ToolCallRequested.class::isInstance);
        assertThat(end(events).finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(sent().getJsonObject("tool_choice"))
                .isEqualTo(new JsonObject().put("type", "tool").put("name", "city"));
        assertThat(sent().getJsonArray("tools")
                        .getJsonObject(0)
                        .getJsonObject("input_schema")
                        .fieldNames())
                .containsExactlyInAnyOrder("type", "properties", "$defs");
    }

    @Test
    void soIsAnAnswerInOnePiece() {
        willDo(
                exchange -> exchange.request()
                        .response()
                        .end(
                                "{\"type\":\"message\",\"stop_reason\":\"tool_use\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\","
                                        + "\"name\":\"json\",\"input\":{\"a\":[1]}}],\"usage\":{\"input_tokens\":5,\"output_tokens\":9}}"));

        List<ReplyEvent> events = events(request(new ResponseFormat.JsonObject(), ToolChoice.AUTO, Sampling.DEFAULT));

        assertThat(text(events)).isEqualTo("{\"a\":[1]}");
        assertThat(end(events).finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void anEmptyAnswerIsAnEmptyObject() {
        willStream(toolStart(0, "json"), ended("tool_use"));

        assertThat(text(events(request(new ResponseFormat.JsonObject(), ToolChoice.AUTO, Sampling.DEFAULT))))
                .isEqualTo("{}");
    }

    @Test
    void besideToolsTheModelMayCallOneOrAnswer() {
        willStream(toolStart(0, "weather"), piece(0, "{\"at\":1}"), ended("tool_use"));

        List<ReplyEvent> events = events(request(SCHEMA, ToolChoice.AUTO, Sampling.DEFAULT, WEATHER));

        assertThat(events)
                .filteredOn(ToolCallRequested.class::isInstance)
                .containsExactly(new ToolCallRequested(new ToolCall("t0", "weather", "{\"at\":1}")));
        assertThat(end(events).finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(sent().getJsonObject("tool_choice").getString("type")).isEqualTo("any");
        assertThat(sent().getJsonArray("tools")).hasSize(2);
    }

    @Test
    void aToolThatMustBeCalledComesBeforeTheShape() {
        willStream(toolStart(0, "weather"), ended("tool_use"));

        events(request(SCHEMA, new ToolChoice.Function("weather"), Sampling.DEFAULT, WEATHER));

        assertThat(sent().getJsonArray("tools")).hasSize(1);
        assertThat(sent().getJsonObject("tool_choice").getString("name")).isEqualTo("weather");
    }

    @Test
    void oneCallAtATimeIsAsked() {
        willStream(ended("end_turn"));
        Sampling single = new Sampling(null, null, null, null, null, List.of(), false);

        events(request(null, ToolChoice.AUTO, single, WEATHER));

        assertThat(sent().getJsonObject("tool_choice"))
                .isEqualTo(new JsonObject().put("type", "auto").put("disable_parallel_tool_use", true));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "pause_turn, LENGTH",
        "refusal, CONTENT_FILTER",
        "something_new, STOP"
    })
    void eachStopReasonHasItsMeaning(String reason, FinishReason meaning) {
        willStream(ended(reason));

        assertThat(end(events(CHATBOT, "Hello")).finishReason()).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "none",
            value = {
                "'stop_sequence','stop_sequence':'END' | END",
                "'stop_sequence','stop_sequence':null  | none",
                "'end_turn','stop_sequence':null       | none",
                "'max_tokens','stop_sequence':'END'    | none"
            })
    void theStopSequenceIsTold(String reason, @Nullable String sequence) {
        willStream(event("{'type':'message_delta','delta':{'stop_reason':" + reason + "},'usage':{'output_tokens':9}}")
                + event("{'type':'message_stop'}"));

        assertThat(end(events(CHATBOT, "Hello")).stopSequence()).isEqualTo(sequence);
    }

    @Test
    void effortIsABudgetWhereTheCatalogSaysSo() {
        use("    reasoning: thinking_budget\n");
        willStream(ended("end_turn"));
        Sampling warm = new Sampling(0.5, null, null, null, null, List.of(), null).orElse(effort("medium"));

        events(request(null, ToolChoice.AUTO, warm));

        assertThat(sent().getJsonObject("thinking"))
                .isEqualTo(new JsonObject().put("type", "enabled").put("budget_tokens", 2_000));
        assertThat(sent().containsKey("temperature")).isFalse();
    }

    @Test
    void effortIsAdaptiveWhereTheCatalogSaysSo() {
        use("    reasoning: thinking_adaptive\n");
        willStream(ended("end_turn"));

        events(request(null, ToolChoice.AUTO, effort("xhigh")));

        assertThat(sent().getJsonObject("thinking")).isEqualTo(new JsonObject().put("type", "adaptive"));
        assertThat(sent().getJsonObject("output_config").getString("effort")).isEqualTo("xhigh");
    }

    @ParameterizedTest
    @CsvSource({"'', medium", "thinking_budget, none", "thinking_budget, ", "reasoning_effort, high"})
    void elseTheModelIsNotAskedToThink(String form, @Nullable String effort) {
        use(form.isEmpty() ? "" : "    reasoning: " + form + "\n");
        willStream(ended("end_turn"));

        events(request(null, ToolChoice.AUTO, effort == null ? Sampling.DEFAULT : effort(effort)));

        assertThat(sent().fieldNames()).doesNotContain("thinking", "output_config", "reasoning_effort");
    }

    @Test
    void aModelThatThinksIsAskedForTheShapeInWords() {
        use("    reasoning: thinking_adaptive\n");
        willStream(toolStart(0, "city"), piece(0, "{\"name\":\"Bonn\"}"), ended("tool_use"));

        List<ReplyEvent> events = events(request(SCHEMA, ToolChoice.AUTO, effort("low")));

        assertThat(text(events)).isEqualTo("{\"name\":\"Bonn\"}");
        assertThat(sent().containsKey("tool_choice")).isFalse();
        assertThat(sent().getJsonArray("system").encode()).contains("calling the tool city");
    }

    @Test
    void amidCallsThatWereMadeWithoutThinkingItIsNotAskedTo() {
        use("    reasoning: thinking_adaptive\n");
        ToolCall call = new ToolCall("t", "weather", "{}");
        Reasoning signed = new Reasoning(
                "hm", Reasoning.BLOCKS, "[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"}]");
        for (boolean thought : new boolean[] {false, true}) {
            willStream(ended("end_turn"));
            events(new ReplyRequest(
                    CHATBOT,
                    Conversation.of(
                            PromptMessage.user("Where?"),
                            PromptMessage.assistant("", List.of(call), thought ? signed : null),
                            PromptMessage.tool("t", "sunny")),
                    null,
                    effort("high"),
                    null,
                    List.of(WEATHER),
                    ToolChoice.AUTO,
                    true,
                    null));

            assertThat(sent().containsKey("thinking")).isEqualTo(thought);
        }
    }

    @Test
    void idsOfOtherProvidersGetTheFormThatAnthropicTakes() {
        List<String> ids = List.of("call_1", "functions.weather:0", "functions:weather.0", "ruf-ä");
        List<PromptMessage> turns = new ArrayList<>();
        turns.add(PromptMessage.user("Where?"));
        turns.add(PromptMessage.assistant(
                "", ids.stream().map(id -> new ToolCall(id, "weather", "{}")).toList(), null));
        ids.forEach(id -> turns.add(PromptMessage.tool(id, "sunny")));
        turns.add(PromptMessage.user("And?"));
        willStream(ended("end_turn"));

        events(new ReplyRequest(
                CHATBOT,
                Conversation.of(turns.toArray(PromptMessage[]::new)),
                null,
                Sampling.DEFAULT,
                null,
                List.of(WEATHER),
                ToolChoice.AUTO,
                true,
                null));

        JsonArray messages = sent().getJsonArray("messages");
        List<String> called = texts(messages.getJsonObject(1), "id");
        assertThat(called).hasSize(4).doesNotHaveDuplicates().contains("call_1").allMatch(id -> id.matches("[\\w-]+"));
        assertThat(texts(messages.getJsonObject(2), "tool_use_id")).isEqualTo(called);
    }

    private static List<String> texts(JsonObject message, String field) {
        return message.getJsonArray("content").stream()
                .map(block -> ((JsonObject) block).getString(field))
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void whatIsToBeCachedIsMarkedWhereTheCatalogSaysSo() {
        use("    prompt_caching: true\n");
        willStream(ended("end_turn"));

        events(new ReplyRequest(
                CHATBOT,
                Conversation.of(PromptMessage.user("a"), PromptMessage.assistant("b"), PromptMessage.user("c")),
                null,
                Sampling.DEFAULT,
                null,
                List.of(WEATHER),
                ToolChoice.AUTO,
                true,
                null));

        JsonObject marked = new JsonObject().put("type", "ephemeral");
        assertThat(sent().getJsonArray("tools").getJsonObject(0).getJsonObject("cache_control"))
                .isEqualTo(marked);
        assertThat(sent().getJsonArray("system").getJsonObject(0).getJsonObject("cache_control"))
                .isEqualTo(marked);
        JsonArray messages = sent().getJsonArray("messages");
        for (int i = 0; i < 3; i++) {
            JsonObject block = messages.getJsonObject(i).getJsonArray("content").getJsonObject(0);
            assertThat(block.containsKey("cache_control")).isEqualTo(i != 1);
        }
    }

    @Test
    void nothingIsMarkedUnlessItSaysSo() {
        willStream(ended("end_turn"));

        events(CHATBOT, "Hello");

        assertThat(sent().encode()).doesNotContain("cache_control");
    }

    @Test
    void cachedTokensAreCounted() {
        willDo(exchange -> exchange.sse()
                .end(event("{'type':'message_start','message':{'usage':{'input_tokens':5,'cache_read_input_tokens':70,"
                                + "'cache_creation_input_tokens':20,'output_tokens':1}}}")
                        + ended("end_turn")));

        var used = end(events(CHATBOT, "Hello")).usage();

        assertThat(used.promptTokens()).isEqualTo(95);
        assertThat(used.cachedTokens()).isEqualTo(70);
        assertThat(used.cacheWriteTokens()).isEqualTo(20);
    }
}
