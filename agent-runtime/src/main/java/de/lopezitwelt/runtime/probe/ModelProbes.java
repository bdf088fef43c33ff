package de.lopezitwelt.runtime.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.call.ChatModel;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.probe.ProbeResult.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Probes of one model. Each costs a call or two of a few hundred tokens, which nobody's budget pays for. */
public final class ModelProbes {
    /** Room for the thoughts of models that think before each answer. */
    private static final int MOST_OUTPUT = 1_024;

    private static final int PROMPT_ESTIMATE = 200;
    /** Longest time of a call; a server may have to load the model first. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ToolDefinition TOOL = new ToolDefinition(
            "code_of_city",
            "Returns the code of a city.",
            json("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"],"
                    + "\"additionalProperties\":false}"));
    private static final String CODE = "7391";
    private static final JsonNode SCHEMA = json(
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},\"bridges\":{\"type\":\"integer\"}},"
                    + "\"required\":[\"city\",\"bridges\"],\"additionalProperties\":false}");
    /** 16 × 16 pixels, all red. */
    private static final Image RED = new Image(
            "image/png",
            "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mP4z8BAEmIY1TCqYfhqAACQ+f8B8u7oVwAAAABJRU5ErkJggg==");

    private final ModelDefinition definition;
    private final ChatModel model;

    /** @param model without its fallback, whose answers would be taken for this one's */
    public ModelProbes(ModelDefinition definition, ChatModel model) {
        this.definition = definition;
        this.model = model;
    }

    /** Runs one probe. Never fails: a failure of the model is a result. */
    public Uni<ProbeResult> run(Probe probe) {
        return Uni.createFrom().deferred(() -> {
            long start = System.nanoTime();
            return seen(probe)
                    .onFailure(ModelFailure.class)
                    .recoverWithItem(failure -> failed((ModelFailure) failure))
                    .map(seen -> new ProbeResult(
                            probe,
                            seen.outcome(),
                            probe.isPromisedBy(definition),
                            seen.detail(),
                            (System.nanoTime() - start) / 1_000_000));
        });
    }

    private record Seen(Outcome outcome, @Nullable String detail) {
        static final Seen WORKS = new Seen(Outcome.WORKS, null);

        static Seen differs(String detail) {
            return new Seen(Outcome.DIFFERS, detail);
        }
    }

    private Uni<Seen> seen(Probe probe) {
        return switch (probe) {
            case ANSWER ->
                ask(request("Answer with the single word: ready"), false).map(ModelProbes::answered);
            case STREAM ->
                ask(request("Answer with the single word: ready"), true).map(ModelProbes::streamed);
            case TOOLS -> tools();
            case JSON_OBJECT ->
                ask(
                                request("Answer with a JSON object that has the key \"city\" and the value \"Ulm\".")
                                        .in(new ResponseFormat.JsonObject()),
                                false)
                        .map(heard -> isObject(heard, "city"));
            case JSON_SCHEMA ->
                ask(
                                request("Ulm has 12 bridges. Answer in JSON.")
                                        .in(new ResponseFormat.JsonSchema("city", SCHEMA, true)),
                                false)
                        .map(heard -> isObject(heard, "city", "bridges"));
            case IMAGES ->
                ask(
                                new Request(
                                        List.of(PromptMessage.user(
                                                "Which colour is this? One English word.", List.of(RED))),
                                        new ResponseFormat.Text(),
                                        List.of()),
                                false)
                        .map(ModelProbes::namesTheColour);
        };
    }

    private static Seen answered(Heard heard) {
        String silence = heard.silence();
        if (silence != null) {
            return Seen.differs(silence);
        }
        return new Seen(Outcome.WORKS, heard.reasoning() == null ? null : "thinks before it answers");
    }

    private static Seen streamed(Heard heard) {
        String silence = heard.silence();
        if (silence != null) {
            return Seen.differs(silence);
        }
        return heard.usage().estimated()
                ? new Seen(Outcome.WORKS, "reports no usable usage in a stream: our estimate is charged")
                : Seen.WORKS;
    }

    private Uni<Seen> tools() {
        Request request = new Request(
                List.of(PromptMessage.user("Which code does the city of Ulm have? Use the tool, then name the code.")),
                new ResponseFormat.Text(),
                List.of(TOOL));
        return ask(request, true).chain(heard -> {
            if (heard.calls().isEmpty()) {
                return Uni.createFrom().item(Seen.differs("answered without calling the tool"));
            }
            ToolCall call = heard.calls().getFirst();
            if (!call.name().equals(TOOL.name()) || !(hasKeys(call.arguments(), "city"))) {
                return Uni.createFrom()
                        .item(Seen.differs("called a tool that was not asked for, or with other arguments"));
            }
            return ask(request.continued(heard), true).map(ModelProbes::usesTheResult);
        });
    }

    private static Seen usesTheResult(Heard heard) {
        String silence = heard.silence();
        if (silence != null) {
            return Seen.differs("after the tool's result " + silence);
        }
        return heard.text().contains(CODE) ? Seen.WORKS : Seen.differs("did not use the tool's result");
    }

    private static Seen isObject(Heard heard, String... keys) {
        String silence = heard.silence();
        if (silence != null) {
            return Seen.differs(silence);
        }
        return hasKeys(heard.text(), keys) ? Seen.WORKS : Seen.differs("answered something else than that JSON object");
    }

    private static Seen namesTheColour(Heard heard) {
        String silence = heard.silence();
        if (silence != null) {
            return Seen.differs(silence);
        }
        return heard.text().toLowerCase(Locale.ROOT).contains("red")
                ? Seen.WORKS
                : Seen.differs("did not name the colour of a red image");
    }

    private static Seen failed(ModelFailure failure) {
        boolean refused = switch (failure.kind()) {
            case REFUSED, CONTENT_FILTER, NO_IMAGES, CONTEXT_LENGTH -> true;
            default -> false;
        };
        return new Seen(refused ? Outcome.REFUSED : Outcome.FAILED, failure.getMessage());
    }

    private record Request(List<PromptMessage> prompt, ResponseFormat format, List<ToolDefinition> tools) {
        Request in(ResponseFormat other) {
            return new Request(prompt, other, tools);
        }

        /** With the calls that were heard, each answered with the code. */
        Request continued(Heard heard) {
            List<PromptMessage> longer = new ArrayList<>(prompt);
            longer.add(PromptMessage.assistant(heard.text(), heard.calls(), heard.reasoning()));
            heard.calls().forEach(call -> longer.add(PromptMessage.tool(call.id(), CODE)));
            return new Request(longer, format, tools);
        }
    }

    private static Request request(String question) {
        return new Request(
                List.of(PromptMessage.system("You are being tested. Be brief."), PromptMessage.user(question)),
                new ResponseFormat.Text(),
                List.of());
    }

    private Uni<Heard> ask(Request request, boolean streaming) {
        return model.stream(new ModelRequest(
                        AgentSpec.of(AgentType.CHATBOT, definition.name()),
                        request.prompt(),
                        PROMPT_ESTIMATE,
                        Math.min(MOST_OUTPUT, definition.maxOutputTokens()),
                        Sampling.DEFAULT,
                        request.format(),
                        request.tools(),
                        ToolChoice.AUTO,
                        streaming,
                        null))
                .collect()
                .asList()
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> ModelFailure.of(ModelFailure.Kind.TIMEOUT))
                .map(Heard::of);
    }

    private static boolean hasKeys(String text, String... keys) {
        try {
            JsonNode json = JSON.readTree(text);
            for (String key : keys) {
                if (!json.isObject() || !json.hasNonNull(key)) {
                    return false;
                }
            }
            return true;
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
