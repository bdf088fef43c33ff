package de.lopezitwelt.runtime.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.quirk.Passed;
import de.lopezitwelt.runtime.catalog.quirk.Quirks;
import de.lopezitwelt.runtime.catalog.quirk.ReasoningForm;
import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.wire.RequestJson;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the body of {@code POST /chat/completions}. */
final class RequestWriter {

    private RequestWriter() {}

    static byte[] write(ModelRequest request, String upstreamName, Quirks quirks) {
        return RequestJson.write(
                request,
                json -> settings(json, request, upstreamName, quirks),
                quirks.bodyPatches(request.sampling().extras()),
                json -> messages(json, request));
    }

    private static void settings(JsonGenerator json, ModelRequest request, String upstreamName, Quirks quirks)
            throws IOException {
        json.writeStringField("model", upstreamName);
        json.writeNumberField(quirks.tokenLimitField(), request.maxOutputTokens());
        if (request.streaming()) {
            json.writeBooleanField("stream", true);
            if (quirks.streamOptions()) {
                json.writeObjectFieldStart("stream_options");
                json.writeBooleanField("include_usage", true);
                json.writeEndObject();
            }
        }
        sampling(json, request.sampling());
        extras(json, request.sampling().extras(), quirks);
        responseFormat(json, request.responseFormat());
        tools(json, request);
    }

    private static void messages(JsonGenerator json, ModelRequest request) throws IOException {
        json.writeArrayFieldStart("messages");
        for (PromptMessage turn : request.prompt()) {
            message(json, turn);
        }
        json.writeEndArray();
    }

    private static void sampling(JsonGenerator json, Sampling sampling) throws IOException {
        number(json, "temperature", sampling.temperature());
        number(json, "top_p", sampling.topP());
        number(json, "presence_penalty", sampling.presencePenalty());
        number(json, "frequency_penalty", sampling.frequencyPenalty());
        if (sampling.seed() != null) {
            json.writeNumberField("seed", sampling.seed());
        }
        if (!sampling.stop().isEmpty()) {
            json.writeArrayFieldStart("stop");
            for (String sequence : sampling.stop()) {
                json.writeString(sequence);
            }
            json.writeEndArray();
        }
    }

    private static void extras(JsonGenerator json, Sampling.Extras wanted, Quirks quirks) throws IOException {
        String effort = wanted.reasoningEffort();
        if (effort != null && quirks.reasoning() == ReasoningForm.REASONING_EFFORT) {
            json.writeStringField("reasoning_effort", effort);
        } else if (effort != null && quirks.reasoning() == ReasoningForm.REASONING) {
            json.writeObjectFieldStart("reasoning");
            json.writeStringField("effort", effort);
            json.writeEndObject();
        }
        text(json, "verbosity", quirks.passed(Passed.VERBOSITY, wanted.verbosity()));
        text(json, "service_tier", quirks.passed(Passed.SERVICE_TIER, wanted.serviceTier()));
        Map<String, Double> bias = quirks.passed(Passed.LOGIT_BIAS, wanted.logitBias());
        if (bias != null && !bias.isEmpty()) {
            json.writeObjectFieldStart("logit_bias");
            for (var token : bias.entrySet()) {
                json.writeNumberField(token.getKey(), token.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void text(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private static void number(JsonGenerator json, String field, @Nullable Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(field, value);
        }
    }

    private static void responseFormat(JsonGenerator json, ResponseFormat format) throws IOException {
        switch (format) {
            case ResponseFormat.Text() -> {}
            case ResponseFormat.JsonObject() -> {
                json.writeObjectFieldStart("response_format");
                json.writeStringField("type", "json_object");
                json.writeEndObject();
            }
            case ResponseFormat.JsonSchema schema -> {
                json.writeObjectFieldStart("response_format");
                json.writeStringField("type", "json_schema");
                json.writeObjectFieldStart("json_schema");
                json.writeStringField("name", schema.name());
                json.writeBooleanField("strict", schema.strict());
                json.writeFieldName("schema");
                json.writeTree(schema.schema());
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }

    /** Where no tool may be called none is offered: several servers do not know the choice {@code none}. */
    private static void tools(JsonGenerator json, ModelRequest request) throws IOException {
        if (request.tools().isEmpty() || request.toolChoice().equals(ToolChoice.NONE)) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (ToolDefinition tool : request.tools()) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", tool.name());
            if (tool.description() != null) {
                json.writeStringField("description", tool.description());
            }
            if (tool.parameters() != null) {
                json.writeFieldName("parameters");
                json.writeTree(tool.parameters());
            }
            if (tool.strict() != null) {
                json.writeBooleanField("strict", tool.strict());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        Boolean parallel = request.sampling().parallelToolCalls();
        if (parallel != null) {
            json.writeBooleanField("parallel_tool_calls", parallel);
        }
        toolChoice(json, request.toolChoice());
    }

    private static void toolChoice(JsonGenerator json, ToolChoice choice) throws IOException {
        switch (choice) {
            case ToolChoice.Mode(String name) -> {
                if (!choice.equals(ToolChoice.AUTO)) {
                    json.writeStringField("tool_choice", name);
                }
            }
            case ToolChoice.Function(String name) -> {
                json.writeObjectFieldStart("tool_choice");
                json.writeStringField("type", "function");
                json.writeObjectFieldStart("function");
                json.writeStringField("name", name);
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }

    private static void message(JsonGenerator json, PromptMessage turn) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", turn.role().wireName());
        boolean onlyCalls = turn.role() == Role.ASSISTANT
                && turn.content().isEmpty()
                && !turn.toolCalls().isEmpty();
        Reasoning reasoning = turn.toolCalls().isEmpty() ? null : turn.reasoning();
        if (reasoning != null && reasoning.form().equals(Reasoning.PART)) {
            thinkingParts(json, turn, reasoning.text());
        } else if (onlyCalls) {
            json.writeNullField("content");
        } else if (turn.images().isEmpty()) {
            json.writeStringField("content", turn.content());
        } else {
            parts(json, turn);
        }
        if (turn.toolCallId() != null) {
            json.writeStringField("tool_call_id", turn.toolCallId());
        }
        if (!turn.toolCalls().isEmpty()) {
            json.writeArrayFieldStart("tool_calls");
            for (ToolCall call : turn.toolCalls()) {
                json.writeStartObject();
                json.writeStringField("id", call.id());
                json.writeStringField("type", "function");
                json.writeObjectFieldStart("function");
                json.writeStringField("name", call.name());
                json.writeStringField("arguments", RequestJson.objectText(call.arguments()));
                json.writeEndObject();
                extra(json, call);
                json.writeEndObject();
            }
            json.writeEndArray();
            reasoning(json, turn.reasoning());
        }
        json.writeEndObject();
    }

    /** Writes the fields of a call that must be sent back. */
    private static void extra(JsonGenerator json, ToolCall call) throws IOException {
        if (call.extra() != null) {
            for (var field : RequestJson.objectOrEmpty(call.extra()).properties()) {
                json.writeFieldName(field.getKey());
                json.writeTree(field.getValue());
            }
        }
    }

    /**
     * Writes the reasoning before tool calls: DeepSeek and others refuse the calls without it. Reasoning before an
     * answer is left out, because no provider needs it and some refuse it.
     */
    private static void reasoning(JsonGenerator json, @Nullable Reasoning reasoning) throws IOException {
        if (reasoning == null) {
            return;
        }
        if (reasoning.form().equals(Reasoning.CONTENT) || reasoning.form().equals(Reasoning.FIELD)) {
            json.writeStringField(reasoning.form(), reasoning.text());
        }
        if (reasoning.details() != null && !reasoning.form().equals(Reasoning.BLOCKS)) {
            json.writeFieldName(Reasoning.DETAILS);
            json.writeTree(RequestJson.arrayOrEmpty(reasoning.details()));
        }
    }

    /** Mistral's form: the reasoning is a part of the content. */
    private static void thinkingParts(JsonGenerator json, PromptMessage turn, String thought) throws IOException {
        json.writeArrayFieldStart("content");
        json.writeStartObject();
        json.writeStringField("type", Reasoning.PART);
        json.writeArrayFieldStart(Reasoning.PART);
        textPart(json, thought);
        json.writeEndArray();
        json.writeEndObject();
        if (!turn.content().isEmpty()) {
            textPart(json, turn.content());
        }
        json.writeEndArray();
    }

    private static void textPart(JsonGenerator json, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static void parts(JsonGenerator json, PromptMessage turn) throws IOException {
        json.writeArrayFieldStart("content");
        if (!turn.content().isEmpty()) {
            textPart(json, turn.content());
        }
        for (Image image : turn.images()) {
            json.writeStartObject();
            json.writeStringField("type", "image_url");
            json.writeObjectFieldStart("image_url");
            json.writeStringField("url", image.dataUrl());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
