package de.lopezitwelt.runtime.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.quirk.Passed;
import de.lopezitwelt.runtime.catalog.quirk.Quirks;
import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.wire.CallIds;
import de.lopezitwelt.runtime.wire.RequestJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the body of {@code POST /messages}. */
final class MessageWriter {

    private static final double HOTTEST = 1.0;
    private static final Pattern CALL_ID = Pattern.compile("[a-zA-Z0-9_-]+");

    /** Above it, Anthropic takes {@code top_p} beside thinking. */
    private static final double LEAST_TOP_P_OF_THINKERS = 0.95;

    private final JsonGenerator json;
    private final Quirks quirks;
    private final @Nullable ToolDefinition answer;
    private final @Nullable Thinking thinking;

    /** The role of the message that is being written; empty between messages. */
    private String speaker = "";

    private MessageWriter(JsonGenerator json, ModelRequest request, Quirks quirks) {
        this.json = json;
        this.quirks = quirks;
        this.answer = AnswerTool.of(request);
        this.thinking = Thinking.of(request, quirks.reasoning());
    }

    static byte[] write(ModelRequest request, String upstreamName, Quirks quirks) {
        return RequestJson.write(
                request,
                json -> new MessageWriter(json, request, quirks).settings(request, upstreamName),
                quirks.bodyPatches(request.sampling().extras()),
                json -> new MessageWriter(json, request, quirks).messages(request));
    }

    private void settings(ModelRequest request, String upstreamName) throws IOException {
        json.writeStringField("model", upstreamName);
        json.writeNumberField("max_tokens", request.maxOutputTokens());
        if (request.streaming()) {
            json.writeBooleanField("stream", true);
        }
        sampling(request.sampling());
        if (thinking != null) {
            thinking.write(json);
        }
        String tier =
                quirks.passed(Passed.SERVICE_TIER, request.sampling().extras().serviceTier());
        if (tier != null) {
            json.writeStringField("service_tier", tier);
        }
        tools(request);
        system(request);
    }

    private void messages(ModelRequest request) throws IOException {
        json.writeArrayFieldStart("messages");
        List<PromptMessage> prompt = request.prompt();
        int last = quirks.promptCaching() ? asked(prompt, prompt.size()) : -1;
        int before = last < 0 ? -1 : asked(prompt, answered(prompt, last));
        for (int i = 0; i < prompt.size(); i++) {
            turn(prompt.get(i), i == last || i == before);
        }
        endMessage();
        json.writeEndArray();
    }

    /** Index of the last message before this index that is not the assistant's; -1 when there is none. */
    private static int asked(List<PromptMessage> prompt, int end) {
        int i = end - 1;
        while (i >= 0 && prompt.get(i).role() != Role.USER && prompt.get(i).role() != Role.TOOL) {
            i--;
        }
        return i;
    }

    /** Index of the assistant's last message before this index; 0 when there is none. */
    private static int answered(List<PromptMessage> prompt, int end) {
        int i = end - 1;
        while (i > 0 && prompt.get(i).role() != Role.ASSISTANT) {
            i--;
        }
        return Math.max(0, i);
    }

    /** Ends a block, up to which the provider is to keep the prompt when this is marked. */
    private void endBlock(boolean marked) throws IOException {
        if (marked) {
            json.writeObjectFieldStart("cache_control");
            json.writeStringField("type", "ephemeral");
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /**
     * Newer models accept either temperature or {@code top_p}, not both. The maximum temperature is 1. A model that thinks
     * takes no temperature, and no low {@code top_p}.
     */
    private void sampling(Sampling sampling) throws IOException {
        if (thinking != null) {
            if (sampling.topP() != null && sampling.topP() >= LEAST_TOP_P_OF_THINKERS) {
                json.writeNumberField("top_p", sampling.topP());
            }
        } else if (sampling.temperature() != null) {
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
        List<ToolDefinition> offered = new ArrayList<>(request.tools());
        if (answer != null) {
            offered.add(answer);
        }
        if (offered.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (ToolDefinition tool : offered) {
            json.writeStartObject();
            json.writeStringField("name", tool.name());
            if (tool.description() != null && !tool.description().isEmpty()) {
                json.writeStringField("description", tool.description());
            }
            json.writeFieldName("input_schema");
            json.writeTree(InputSchema.of(tool.parameters()));
            endBlock(quirks.promptCaching() && tool == offered.getLast());
        }
        json.writeEndArray();
        toolChoice(request);
    }

    private void toolChoice(ModelRequest request) throws IOException {
        ToolChoice choice = answer == null ? request.toolChoice() : choiceWith(answer, request);
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

    /** The answer is a call too: of this tool alone where no other may be called, of any tool where others may be. */
    private ToolChoice choiceWith(ToolDefinition tool, ModelRequest request) {
        if (thinking != null) {
            return ToolChoice.AUTO;
        }
        boolean others = !request.tools().isEmpty() && !request.toolChoice().equals(ToolChoice.NONE);
        return others ? ToolChoice.REQUIRED : new ToolChoice.Function(tool.name());
    }

    private void system(ModelRequest request) throws IOException {
        List<String> texts = new ArrayList<>();
        for (PromptMessage turn : request.prompt()) {
            if (turn.role() == Role.SYSTEM && !turn.content().isBlank()) {
                texts.add(turn.content());
            }
        }
        if (answer != null && thinking != null) {
            texts.add(AnswerTool.INSTRUCTION.formatted(answer.name()));
        }
        if (texts.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("system");
        for (int i = 0; i < texts.size(); i++) {
            text(texts.get(i), quirks.promptCaching() && i == texts.size() - 1);
        }
        json.writeEndArray();
    }

    /** @param marked whether the prompt is to be cached up to the end of this message */
    private void turn(PromptMessage turn, boolean marked) throws IOException {
        switch (turn.role()) {
            case SYSTEM -> {}
            case USER -> {
                // images before the text, as Anthropic recommends
                boolean speaks = !turn.content().isBlank();
                for (Image image : turn.images()) {
                    image(image, marked && !speaks && image == turn.images().getLast());
                }
                said("user", turn.content(), marked);
            }
            case ASSISTANT -> {
                thoughts(turn);
                said("assistant", turn.content(), false);
                for (ToolCall call : turn.toolCalls()) {
                    call(call);
                }
            }
            case TOOL -> result(turn, marked);
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
    private void said(String role, String content, boolean marked) throws IOException {
        if (!content.isBlank()) {
            speaks(role);
            text(content, marked);
        }
    }

    private void text(String text, boolean marked) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        endBlock(marked);
    }

    private void image(Image image, boolean marked) throws IOException {
        speaks("user");
        json.writeStartObject();
        json.writeStringField("type", "image");
        json.writeObjectFieldStart("source");
        json.writeStringField("type", "base64");
        json.writeStringField("media_type", image.mediaType());
        json.writeStringField("data", image.base64());
        json.writeEndObject();
        endBlock(marked);
    }

    /** Writes the signed reasoning before tool calls unchanged, as Anthropic requires. */
    private void thoughts(PromptMessage turn) throws IOException {
        for (JsonNode block : Thinking.signed(turn)) {
            speaks("assistant");
            json.writeTree(block);
        }
    }

    private void call(ToolCall call) throws IOException {
        speaks("assistant");
        json.writeStartObject();
        json.writeStringField("type", "tool_use");
        json.writeStringField("id", CallIds.fitting(CALL_ID, call.id()));
        json.writeStringField("name", call.name());
        json.writeFieldName("input");
        json.writeTree(RequestJson.objectOrEmpty(call.arguments()));
        json.writeEndObject();
    }

    private void result(PromptMessage turn, boolean marked) throws IOException {
        speaks("user");
        json.writeStartObject();
        json.writeStringField("type", "tool_result");
        json.writeStringField("tool_use_id", CallIds.fitting(CALL_ID, String.valueOf(turn.toolCallId())));
        json.writeStringField("content", turn.content());
        endBlock(marked);
    }
}
