package de.lopezitwelt.runtime.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.quirk.Quirks;
import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.wire.RequestJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the body of {@code POST /messages}. */
final class MessageWriter {

    private static final double HOTTEST = 1.0;

    private final JsonGenerator json;

    /** The role of the message that is being written; empty between messages. */
    private String speaker = "";

    private MessageWriter(JsonGenerator json) {
        this.json = json;
    }

    static byte[] write(ModelRequest request, String upstreamName, Quirks quirks) {
        return RequestJson.write(
                request,
                json -> new MessageWriter(json).settings(request, upstreamName),
                quirks.extraBody(),
                json -> new MessageWriter(json).messages(request));
    }

    private void settings(ModelRequest request, String upstreamName) throws IOException {
        json.writeStringField("model", upstreamName);
        json.writeNumberField("max_tokens", request.maxOutputTokens());
        if (request.streaming()) {
            json.writeBooleanField("stream", true);
        }
        sampling(request.sampling());
        tools(request);
        system(request);
    }

    private void messages(ModelRequest request) throws IOException {
        json.writeArrayFieldStart("messages");
        for (PromptMessage turn : request.prompt()) {
            turn(turn);
        }
        endMessage();
        json.writeEndArray();
    }

    /** Newer models accept either temperature or {@code top_p}, not both. The maximum temperature is 1. */
    private void sampling(Sampling sampling) throws IOException {
        if (sampling.temperature() != null) {
            json.writeNumberField("temperature", Math.min(HOTTEST, sampling.temperature()));
        } else if (sampling.topP() != null) {
            json.writeNumberField("top_p", sampling.topP());
        }
        if (!sampling.stop().isEmpty()) {
            json.writeArrayFieldStart("stop_sequences");
            for (String sequence : sampling.stop()) {
                json.writeString(sequence);
            }
            json.writeEndArray();
        }
    }

    private void tools(ModelRequest request) throws IOException {
        if (request.tools().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (ToolDefinition tool : request.tools()) {
            json.writeStartObject();
            json.writeStringField("name", tool.name());
            if (tool.description() != null && !tool.description().isEmpty()) {
                json.writeStringField("description", tool.description());
            }
            json.writeFieldName("input_schema");
            schema(tool.parameters());
            json.writeEndObject();
        }
        json.writeEndArray();
        toolChoice(request);
    }

    /** Copies the schema, but forces {@code type} to {@code object}. */
    private void schema(@Nullable JsonNode parameters) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "object");
        if (parameters != null) {
            for (var field : parameters.properties()) {
                if (!field.getKey().equals("type")) {
                    json.writeFieldName(field.getKey());
                    json.writeTree(field.getValue());
                }
            }
        }
        json.writeEndObject();
    }

    private void toolChoice(ModelRequest request) throws IOException {
        ToolChoice choice = request.toolChoice();
        boolean oneAtATime = Boolean.FALSE.equals(request.sampling().parallelToolCalls()) && choice != ToolChoice.NONE;
        if (choice.equals(ToolChoice.AUTO) && !oneAtATime) {
            return;
        }
        json.writeObjectFieldStart("tool_choice");
        switch (choice) {
            case ToolChoice.Mode(String name) -> json.writeStringField("type", name.equals("required") ? "any" : name);
            case ToolChoice.Function(String name) -> {
                json.writeStringField("type", "tool");
                json.writeStringField("name", name);
            }
        }
        if (oneAtATime) {
            json.writeBooleanField("disable_parallel_tool_use", true);
        }
        json.writeEndObject();
    }

    private void system(ModelRequest request) throws IOException {
        boolean begun = false;
        for (PromptMessage turn : request.prompt()) {
            if (turn.role() == Role.SYSTEM && !turn.content().isBlank()) {
                if (!begun) {
                    json.writeArrayFieldStart("system");
                    begun = true;
                }
                text(turn.content());
            }
        }
        if (begun) {
            json.writeEndArray();
        }
    }

    private void turn(PromptMessage turn) throws IOException {
        switch (turn.role()) {
            case SYSTEM -> {}
            case USER -> {
                // images before the text, as Anthropic recommends
                for (Image image : turn.images()) {
                    image(image);
                }
                said("user", turn.content());
            }
            case ASSISTANT -> {
                thoughts(turn);
                said("assistant", turn.content());
                for (ToolCall call : turn.toolCalls()) {
                    call(call);
                }
            }
            case TOOL -> result(turn);
        }
    }

    /**
     * Opens a message of this role, or continues it. Consecutive entries of one role become one message: Anthropic
     * requires that for the results of several tools.
     */
    private void speaks(String role) throws IOException {
        if (role.equals(speaker)) {
            return;
        }
        endMessage();
        speaker = role;
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeArrayFieldStart("content");
    }

    private void endMessage() throws IOException {
        if (!speaker.isEmpty()) {
            json.writeEndArray();
            json.writeEndObject();
            speaker = "";
        }
    }

    /** Writes a text. Blank texts are left out, because Anthropic refuses them. */
    private void said(String role, String content) throws IOException {
        if (!content.isBlank()) {
            speaks(role);
            text(content);
        }
    }

    private void text(String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private void image(Image image) throws IOException {
        speaks("user");
        json.writeStartObject();
        json.writeStringField("type", "image");
        json.writeObjectFieldStart("source");
        json.writeStringField("type", "base64");
        json.writeStringField("media_type", image.mediaType());
        json.writeStringField("data", image.base64());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Writes the signed reasoning before tool calls unchanged, as Anthropic requires. */
    private void thoughts(PromptMessage turn) throws IOException {
        Reasoning reasoning = turn.reasoning();
        if (reasoning == null
                || reasoning.details() == null
                || !reasoning.form().equals(Reasoning.BLOCKS)
                || turn.toolCalls().isEmpty()) {
            return;
        }
        for (JsonNode block : RequestJson.arrayOrEmpty(reasoning.details())) {
            boolean signed = block.hasNonNull("signature") || block.hasNonNull("data");
            if (signed) {
                speaks("assistant");
                json.writeTree(block);
            }
        }
    }

    private void call(ToolCall call) throws IOException {
        speaks("assistant");
        json.writeStartObject();
        json.writeStringField("type", "tool_use");
        json.writeStringField("id", call.id());
        json.writeStringField("name", call.name());
        json.writeFieldName("input");
        json.writeTree(RequestJson.objectOrEmpty(call.arguments()));
        json.writeEndObject();
    }

    private void result(PromptMessage turn) throws IOException {
        speaks("user");
        json.writeStartObject();
        json.writeStringField("type", "tool_result");
        json.writeStringField("tool_use_id", turn.toolCallId());
        json.writeStringField("content", turn.content());
        json.writeEndObject();
    }
}
