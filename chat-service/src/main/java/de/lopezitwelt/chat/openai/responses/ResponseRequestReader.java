package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.ClientTools;
import de.lopezitwelt.chat.openai.CommonFields;
import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.chat.session.Metadata;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /v1/responses}. Fields it does not know are ignored, as OpenAI's clients expect. */
final class ResponseRequestReader {
    private static final String ORGANIZATION_ID = "organization_id";
    private static final List<String> ECHOED =
            List.of("instructions", "max_output_tokens", "previous_response_id", "temperature", "top_p", "user");

    private ResponseRequestReader() {}

    /**
     * @param deployment the agent that the path names; null when the body does
     * @throws ProblemException 400 naming the field
     */
    static ResponseRequest read(@Nullable JsonNode json, @Nullable String deployment, @Nullable String traceparent) {
        if (json == null || !json.isObject()) {
            throw ProblemException.invalid("", "The body must be a JSON object");
        }
        JsonFields body = new JsonFields(json, "");
        String model = deployment == null ? body.requiredText("model") : deployment;
        refuse(body);
        List<InlineFile> files = new ArrayList<>();
        List<PromptMessage> input = InputReader.turns(body, files);
        String previous = body.text("previous_response_id");
        String conversation = conversation(body);
        if (previous != null && conversation != null) {
            throw body.invalid("conversation", "cannot be combined with previous_response_id");
        }
        JsonFields metadata = body.object("metadata");
        Metadata.require(metadata == null ? null : metadata.json(), "metadata");
        ClientTools tools = ClientTools.read(body, (tool, type) -> tool);
        return new ResponseRequest(
                model,
                InputReader.isInstructionsAlone(body) ? null : body.text("instructions"),
                input,
                InputReader.newMessages(body, input),
                files,
                previous,
                conversation,
                metadata == null ? null : metadata.id(ORGANIZATION_ID),
                options(body, tools, traceparent),
                body.flag("store", true),
                metadata == null ? null : kept(metadata).toString(),
                echo(body, tools, metadata).put("model", model));
    }

    private static void refuse(JsonFields body) {
        if (body.flag("background", false)) {
            throw body.invalid("background", "is not supported: use stream");
        }
        if (body.find("prompt") != null) {
            throw body.invalid("prompt", "is not supported: use instructions");
        }
    }

    private static @Nullable String conversation(JsonFields body) {
        JsonNode conversation = body.find("conversation");
        return conversation == null || conversation.isTextual()
                ? body.text("conversation")
                : body.requiredObject("conversation").requiredText("id");
    }

    private static TurnRequest.Options options(JsonFields body, ClientTools tools, @Nullable String traceparent) {
        return new TurnRequest.Options(
                body.positive("max_output_tokens"),
                new Sampling(
                        body.number("temperature", 0, 2),
                        body.number("top_p", 0, 1),
                        null,
                        null,
                        null,
                        List.of(),
                        body.find("parallel_tool_calls") == null ? null : body.flag("parallel_tool_calls", true),
                        extras(body)),
                CommonFields.format(format(body.object("text")), UnaryOperator.identity()),
                tools.definitions(),
                tools.choice(),
                body.flag("stream", false),
                traceparent);
    }

    private static Sampling.Extras extras(JsonFields body) {
        JsonFields reasoning = body.object("reasoning");
        JsonFields text = body.object("text");
        return CommonFields.extras(
                body,
                reasoning == null ? null : reasoning.text("effort"),
                text == null ? null : text.text("verbosity"));
    }

    private static @Nullable JsonFields format(@Nullable JsonFields text) {
        return text == null ? null : text.object("format");
    }

    private static ObjectNode echo(JsonFields body, ClientTools tools, @Nullable JsonFields metadata) {
        ObjectNode echo = JsonNodeFactory.instance.objectNode();
        ECHOED.forEach(name -> echo.set(name, body.json().path(name).deepCopy()));
        echo.put("parallel_tool_calls", body.flag("parallel_tool_calls", true));
        echo.put("store", body.flag("store", true));
        JsonNode choice = body.find("tool_choice");
        echo.set("tool_choice", choice == null ? JsonNodeFactory.instance.textNode("auto") : choice);
        echo.set("tools", tools.given());
        JsonFields text = body.object("text");
        JsonNode format = text == null ? null : text.find("format");
        echo.putObject("text")
                .set(
                        "format",
                        format == null ? JsonNodeFactory.instance.objectNode().put("type", "text") : format);
        echo.set("metadata", metadata == null ? JsonNodeFactory.instance.objectNode() : kept(metadata));
        ECHOED.forEach(name -> {
            if (echo.path(name).isMissingNode()) {
                echo.putNull(name);
            }
        });
        return echo;
    }

    private static ObjectNode kept(JsonFields metadata) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        metadata.json().fieldNames().forEachRemaining(name -> {
            String value = metadata.text(name);
            if (value != null && !name.equals(ORGANIZATION_ID)) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}
