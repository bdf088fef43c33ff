package de.lopezitwelt.chat.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.chat.openai.completion.CompletionRequest;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of {@code POST /v1/messages}. Fields and blocks it does not know are ignored, since each client sends some that
 * are younger than this.
 */
final class MessageRequestReader {
    private static final int MAX_STOPS = 64;
    private static final int LOW_BUDGET = 4_096;
    private static final int MEDIUM_BUDGET = 16_384;

    private MessageRequestReader() {}

    /** @throws ProblemException 400 naming the field */
    static CompletionRequest read(@Nullable JsonNode json, @Nullable String traceparent) {
        if (json == null || !json.isObject()) {
            throw ProblemException.invalid("", "The body must be a JSON object");
        }
        JsonFields body = new JsonFields(json, "");
        String model = body.requiredText("model");
        List<InlineFile> files = new ArrayList<>();
        List<PromptMessage> turns = ConversationReader.turns(body, files);
        return CompletionRequest.of(body, model, turns, files, options(body, traceparent), Set.of(), false);
    }

    /** Whether the client wants to see what the model thinks. */
    static boolean wantsThoughts(@Nullable JsonNode body) {
        return body != null
                && switch (body.path("thinking").path("type").asText()) {
                    case "enabled", "adaptive" -> true;
                    default -> false;
                };
    }

    private static TurnRequest.Options options(JsonFields body, @Nullable String traceparent) {
        OfferedTools tools = OfferedTools.read(body);
        return new TurnRequest.Options(
                body.positive("max_tokens"),
                new Sampling(
                        body.number("temperature", 0, 2),
                        body.number("top_p", 0, 1),
                        null,
                        null,
                        null,
                        stops(body),
                        tools.parallel(),
                        extras(body)),
                format(body),
                tools.definitions(),
                tools.choice(),
                body.flag("stream", false),
                traceparent);
    }

    private static List<String> stops(JsonFields body) {
        JsonNode array = body.array("stop_sequences", MAX_STOPS);
        List<String> stops = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            if (!array.get(i).isTextual()) {
                throw body.invalid("stop_sequences[" + i + "]", "must be a string");
            }
            stops.add(array.get(i).textValue());
        }
        return stops;
    }

    private static Sampling.Extras extras(JsonFields body) {
        Integer topK = body.positive("top_k");
        JsonNode more =
                topK == null ? null : JsonNodeFactory.instance.objectNode().put("top_k", topK);
        return new Sampling.Extras(effort(body), null, body.text("service_tier"), Map.of(), Map.of(), more);
    }

    /** How much the model is to think: providers of other protocols know words for it, and no budgets. */
    private static @Nullable String effort(JsonFields body) {
        JsonFields thinking = body.object("thinking");
        JsonFields output = body.object("output_config");
        String wanted = output == null ? null : output.text("effort");
        if (thinking == null) {
            return wanted;
        }
        return switch (thinking.requiredText("type")) {
            case "disabled" -> "none";
            case "enabled" -> wanted != null ? wanted : ofBudget(thinking.positive("budget_tokens"));
            case "adaptive" -> wanted != null ? wanted : "high";
            default -> wanted;
        };
    }

    private static String ofBudget(@Nullable Integer budget) {
        if (budget == null) {
            return "medium";
        }
        return budget <= LOW_BUDGET ? "low" : budget <= MEDIUM_BUDGET ? "medium" : "high";
    }

    /** Anthropic's field has moved: {@code output_config.format} is the newer one. */
    private static @Nullable ResponseFormat format(JsonFields body) {
        JsonFields output = body.object("output_config");
        JsonFields newer = output == null ? null : output.object("format");
        JsonFields format = newer == null ? body.object("output_format") : newer;
        if (format == null) {
            return null;
        }
        if (!format.requiredText("type").equals("json_schema")) {
            throw format.invalid("type", "must be json_schema");
        }
        return new ResponseFormat.JsonSchema(
                "answer", format.requiredObject("schema").json(), true);
    }
}
