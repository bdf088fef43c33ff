package de.lopezitwelt.chat.openai.completion;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.openai.ClientTools;
import de.lopezitwelt.chat.openai.CommonFields;
import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of {@code POST /v1/chat/completions}. Fields it does not know are ignored, as OpenAI's clients expect.
 */
final class CompletionRequestReader {
    static final String SESSION_ID = "session_id";
    static final String ORGANIZATION_ID = "organization_id";
    private static final int MAX_STOPS = 16;

    private CompletionRequestReader() {}

    /**
     * @param deployment the agent that the path names; null when the body does
     * @throws ProblemException 400 naming the field
     */
    static CompletionRequest read(@Nullable JsonNode json, @Nullable String deployment, @Nullable String traceparent) {
        if (json == null || !json.isObject()) {
            throw ProblemException.invalid("", "The body must be a JSON object");
        }
        JsonFields body = new JsonFields(json, "");
        String model = deployment == null ? body.requiredText("model") : deployment;
        UnsupportedFields.refuse(body);
        List<InlineFile> files = new ArrayList<>();
        List<PromptMessage> turns = MessageReader.turns(body, files);
        JsonFields streamOptions = body.object("stream_options");
        ClientTools tools = ClientTools.read(body, JsonFields::requiredObject);
        return CompletionRequest.of(
                body,
                model,
                turns,
                files,
                options(body, tools, traceparent),
                tools.custom(),
                streamOptions != null && streamOptions.flag("include_usage", false));
    }

    private static TurnRequest.Options options(JsonFields body, ClientTools tools, @Nullable String traceparent) {
        return new TurnRequest.Options(
                outputLimit(body),
                new Sampling(
                        body.number("temperature", 0, 2),
                        body.number("top_p", 0, 1),
                        body.number("presence_penalty", -2, 2),
                        body.number("frequency_penalty", -2, 2),
                        body.integer("seed"),
                        stops(body),
                        body.find("parallel_tool_calls") == null ? null : body.flag("parallel_tool_calls", true),
                        CommonFields.extras(body, body.text("reasoning_effort"), body.text("verbosity"))),
                CommonFields.format(body.object("response_format"), format -> format.requiredObject("json_schema")),
                tools.definitions(),
                tools.choice(),
                body.flag("stream", false),
                traceparent);
    }

    private static @Nullable Integer outputLimit(JsonFields body) {
        return Stream.of("max_completion_tokens", "max_tokens")
                .flatMap(name -> Stream.ofNullable(body.positive(name)))
                .min(Integer::compare)
                .orElse(null);
    }

    private static List<String> stops(JsonFields body) {
        JsonNode stop = body.find("stop");
        if (stop == null) {
            return List.of();
        }
        if (stop.isTextual()) {
            return List.of(stop.textValue());
        }
        List<String> stops = new ArrayList<>();
        JsonNode array = body.array("stop", MAX_STOPS);
        for (int i = 0; array != null && i < array.size(); i++) {
            if (!array.get(i).isTextual()) {
                throw body.invalid("stop[" + i + "]", "must be a string");
            }
            stops.add(array.get(i).textValue());
        }
        return stops;
    }
}
