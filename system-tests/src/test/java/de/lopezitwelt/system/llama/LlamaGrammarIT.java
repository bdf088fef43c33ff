package de.lopezitwelt.system.llama;

import static de.lopezitwelt.system.llama.Asker.finishReason;
import static de.lopezitwelt.system.llama.Asker.joined;
import static de.lopezitwelt.system.llama.Asker.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JSON and tool calls of a real llama.cpp: {@code ./lopez test --llama}. Nothing but llama.cpp's grammars keeps its
 * model from nonsense, and nothing but its chat template shows a tool's result to the model.
 */
@EnabledIfEnvironmentVariable(named = "LOPEZ_TEST_LLAMA", matches = "true")
class LlamaGrammarIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String FORECAST = """
            {"type":"object","additionalProperties":false,"required":["city","sky","days","sure","wind"],"properties":{
              "city":{"type":"string","minLength":1,"maxLength":12},
              "sky":{"enum":["clear","cloudy"]},
              "days":{"type":"array","items":{"type":"integer","minimum":1,"maximum":31},"minItems":1,"maxItems":3},
              "sure":{"type":"boolean"},
              "wind":{"type":"object","additionalProperties":false,"required":["from"],
                "properties":{"from":{"enum":["north","south"]},"gusts":{"type":"boolean"}}}}}""";
    private static final String TOOLS = """
            [{"type":"function","function":{"name":"forecast","description":"The weather to come","parameters":%s}},
             {"type":"function","function":{"name":"stop_watch","description":"Seconds until now","parameters":
               {"type":"object","additionalProperties":false,"required":["since"],
                "properties":{"since":{"type":"integer","minimum":0,"maximum":60}}}}}]""".formatted(FORECAST);

    private static final int MOST_TRIES = 40;
    private static final int MOST_SEEDS = 20;
    /** Answers that came to an end. */
    private static final int ENOUGH = 4;

    private final Platform platform = Platform.running();
    private final LlamaServer llama = LlamaServer.running();
    private final Asker nora = Asker.of(platform, "Nora");
    private String mark = "";

    @BeforeEach
    void findWords(TestInfo test) {
        mark = Asker.mark(test);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void answerFitsTheSchemaThanksToTheGrammar(int seed) {
        ObjectNode request =
                request(nora.agent("nonsense"), "The forecast " + mark).put("seed", seed);
        request.set(
                "response_format",
                json("{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"forecast\",\"schema\":" + FORECAST + "}}"));

        String whole = nora.complete(request).at("/choices/0/message/content").asText();

        assertThat(violations(FORECAST, whole)).as("%s", whole).isEmpty();
        assertThat(joined(nora.stream(request), "/content")).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anyObjectIsOneThanksToTheGrammar(int seed) {
        ObjectNode request =
                request(nora.agent("nonsense"), "An object " + mark).put("seed", seed);
        request.putObject("response_format").put("type", "json_object");

        JsonNode choice = nora.complete(request).at("/choices/0");

        String said = choice.at("/message/content").asText();
        assertThat(said.strip()).startsWith("{");
        if (choice.path("finish_reason").asText().equals("stop")) {
            assertThat(json(said).isObject()).isTrue();
        }
    }

    @Test
    void analyzerAnswersWhatItsSchemaWantsAtOnce() {
        String analyzer = nora.agent("analyzer", "nonsense", "{\"output_schema\":" + FORECAST + "}");

        ServerSentEvent last =
                nora.say(nora.session(analyzer), "Tomorrow " + mark).getLast();

        assertThat(last.name()).as("%s", last).isEqualTo("message.completed");
        String answer = last.json().at("/message/content").asText();
        assertThat(violations(FORECAST, answer)).as("%s", answer).isEmpty();
        assertThat(llama.callsAbout(mark)).as("no repair").hasSize(1);
    }

    /** Some of the answers never come to an end: they are cut off at their limit, and say so. */
    @Test
    void forcedCallsFitTheirToolsAndTheirResultsGoBackThroughTheTemplate() {
        String agent = nora.agent("nonsense");
        int ended = 0;
        for (int seed = 1; seed <= MOST_SEEDS && ended < ENOUGH; seed++) {
            ObjectNode request = request(agent, "Use a tool " + mark + seed)
                    .put("seed", seed)
                    .put("tool_choice", "required");
            request.set("tools", json(TOOLS));

            JsonNode answer = nora.complete(request).at("/choices/0");

            assertThat(answer.path("finish_reason").asText())
                    .as("%s", answer)
                    .isIn("tool_calls", "length")
                    .isEqualTo(finishReason(nora.stream(request)));
            if (answer.path("finish_reason").asText().equals("tool_calls")) {
                ended++;
                assertThatCallsFitAndGoBack(request, answer.path("message"));
            }
        }
        assertThat(ended).isEqualTo(ENOUGH);
    }

    private void assertThatCallsFitAndGoBack(ObjectNode request, JsonNode message) {
        JsonNode calls = message.path("tool_calls");
        assertThat(calls)
                .isNotEmpty()
                .allSatisfy(call -> assertThat(violations(
                                parametersOf(call.at("/function/name").asText()),
                                call.at("/function/arguments").asText()))
                        .isEmpty());
        List<JsonNode> chunks = nora.stream(request);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(streamed(chunks, i, "name"))
                    .isEqualTo(calls.get(i).at("/function/name").asText());
            assertThat(streamed(chunks, i, "arguments"))
                    .isEqualTo(calls.get(i).at("/function/arguments").asText());
        }
        assertThat(promptWithResults(request, message))
                .contains("<tool_call>\n{\"name\": \""
                        + calls.at("/0/function/name").asText() + "\", \"arguments\": {")
                .contains("<tool_response>\nSeven cranes\n</tool_response>")
                .endsWith("<|im_start|>assistant\n");
    }

    private static String streamed(List<JsonNode> chunks, int call, String field) {
        return chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/tool_calls"))
                .flatMap(calls -> StreamSupport.stream(calls.spliterator(), false))
                .filter(piece -> piece.path("index").asInt(-1) == call)
                .map(piece -> piece.at("/function/" + field).asText(""))
                .collect(Collectors.joining());
    }

    /** What the model reads when the client has answered the calls. */
    private String promptWithResults(ObjectNode request, JsonNode calling) {
        ArrayNode messages = (ArrayNode) request.path("messages");
        messages.add(calling);
        for (JsonNode call : calling.path("tool_calls")) {
            messages.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", call.path("id").asText())
                    .put("content", "Seven cranes");
        }
        nora.complete(request.put("tool_choice", "none"));
        return llama.callsAbout(mark).getLast().path("prompt").asText();
    }

    private static String parametersOf(String name) {
        for (JsonNode tool : json(TOOLS)) {
            if (tool.at("/function/name").asText().equals(name)) {
                return tool.at("/function/parameters").toString();
            }
        }
        throw new AssertionError("no such tool: " + name);
    }

    /** Nobody forces the call: the grammar begins where the model, by chance, begins one. */
    @Test
    void toolThatTheModelCallsByItselfIsRunAndItsResultIsRead() {
        String agent = nora.agent("assistant", "nonsense", "{\"tools\":[\"calculator\",\"date_time\"]}");
        String asked = "";
        List<ServerSentEvent> events = List.of();
        for (int i = 1; i <= MOST_TRIES && results(events).isEmpty(); i++) {
            asked = "Question " + i + " " + mark;
            events = nora.say(nora.session(agent), asked);
        }

        assertThat(events.getLast().name()).as("%s", events.getLast()).isEqualTo("message.completed");
        String read = llama.callsAbout(asked).getLast().path("prompt").asText();
        assertThat(results(events))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(read).contains("<tool_response>\n" + result + "\n</tool_response>"));
    }

    private static List<String> results(List<ServerSentEvent> events) {
        return events.stream()
                .filter(event -> event.name().equals("tool.answered"))
                .map(event -> event.json().path("result").asText())
                .toList();
    }

    /** The template refuses both, as common ones do; the preset merges them. */
    @Test
    void severalMessagesOfOneRoleReachAStrictTemplateAsOne() {
        ObjectNode request = request(nora.agent("nonsense"), "First " + mark);
        ArrayNode messages = (ArrayNode) request.path("messages");
        messages.insertObject(0).put("role", "system").put("content", "Be kind " + mark);
        messages.addObject().put("role", "user").put("content", "Second " + mark);

        nora.complete(request);

        assertThat(llama.callsAbout(mark).getFirst().path("prompt").asText())
                .containsOnlyOnce("<|im_start|>system\n")
                .containsOnlyOnce("<|im_start|>user\n")
                .contains("Be brief.", "Be kind " + mark, "First " + mark, "Second " + mark);
    }

    private static List<String> violations(String schema, String value) {
        return SCHEMAS.getSchema(schema, InputFormat.JSON).validate(value, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new AssertionError(text + " is no JSON", broken);
        }
    }
}
