package de.lopezitwelt.chat.openai.responses.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.CustomTool;
import de.lopezitwelt.chat.openai.ProviderState;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The response object. {@code session_id} and {@code lopez} are additions to OpenAI's fields. */
public final class ResponseWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String replyId;
    private final String sessionId;
    private final ObjectNode echo;
    private final Set<String> customTools = new HashSet<>();

    public ResponseWriter(String replyId, String sessionId, ObjectNode echo) {
        this.replyId = replyId;
        this.sessionId = sessionId;
        this.echo = echo;
        echo.path("tools").forEach(tool -> {
            if (tool.path("type").asText().equals("custom")) {
                customTools.add(tool.path("name").asText());
            }
        });
    }

    /** Whether a call is one of a tool that takes a text. */
    boolean isCustom(ToolCalled call) {
        return customTools.contains(call.name());
    }

    public ObjectNode response(ResponseResult result) {
        ObjectNode json = JSON.objectNode()
                .put("id", ResponseIds.response(replyId))
                .put("object", "response")
                .put("created_at", IdGenerator.timeOf(replyId).getEpochSecond())
                .put("status", result.status());
        json.setAll(echo);
        json.put("background", false).put("truncation", "disabled");
        json.set("error", error(result.failure()));
        if (result.incompleteReason() == null) {
            json.putNull("incomplete_details");
        } else {
            json.putObject("incomplete_details").put("reason", result.incompleteReason());
        }
        json.set("output", output(result));
        json.putObject("conversation").put("id", ResponseIds.conversation(sessionId));
        json.putObject("reasoning").putNull("effort").putNull("summary");
        json.set("usage", usage(result.usage()));
        json.put("session_id", sessionId);
        json.putObject("lopez")
                .put("model", result.model())
                .put("offline", result.offline())
                .put("detail", result.detail());
        return json;
    }

    /** The item that holds the text. @param status in_progress, completed or incomplete */
    ObjectNode message(String text, boolean refusal, String status) {
        ObjectNode item = JSON.objectNode()
                .put("id", ResponseIds.message(replyId))
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant");
        ArrayNode content = item.putArray("content");
        if (!status.equals("in_progress")) {
            content.add(part(text, refusal));
        }
        return item;
    }

    static ObjectNode part(String text, boolean refusal) {
        if (refusal) {
            return JSON.objectNode().put("type", "refusal").put("refusal", text);
        }
        ObjectNode part = JSON.objectNode().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    /**
     * The item that holds what the model thought.
     *
     * @param status in_progress or completed
     * @param state what the provider needs back with the calls that follow; null when it needs nothing
     */
    ObjectNode reasoning(int number, String thought, String status, @Nullable Reasoning state) {
        ObjectNode item = JSON.objectNode()
                .put("id", ResponseIds.reasoning(replyId, number))
                .put("type", "reasoning")
                .put("status", status);
        item.putArray("summary");
        ArrayNode content = item.putArray("content");
        if (!status.equals("in_progress") && !thought.isEmpty()) {
            content.add(thoughtPart(thought));
        }
        if (state != null) {
            item.put("encrypted_content", ReasoningState.write(state));
        }
        return item;
    }

    static ObjectNode thoughtPart(String thought) {
        return JSON.objectNode().put("type", "reasoning_text").put("text", thought);
    }

    ObjectNode call(ToolCalled call, int index, String arguments, String status) {
        ObjectNode item = call.extra() == null ? JSON.objectNode() : ProviderState.fields(call.extra());
        if (isCustom(call)) {
            return item.put("id", ResponseIds.customCall(replyId, index))
                    .put("type", "custom_tool_call")
                    .put("call_id", call.callId())
                    .put("name", call.name())
                    .put("input", arguments.isEmpty() ? "" : CustomTool.input(arguments))
                    .put("status", status);
        }
        return item.put("id", ResponseIds.functionCall(replyId, index))
                .put("type", "function_call")
                .put("call_id", call.callId())
                .put("name", call.name())
                .put("arguments", arguments)
                .put("status", status);
    }

    ArrayNode output(ResponseResult result) {
        ArrayNode output = JSON.arrayNode();
        Said said = result.said();
        Reasoning state = result.reasoning();
        Reasoning first = said.goesOn() ? null : state;
        Reasoning later = said.goesOn() ? state : null;
        if (!said.before().isEmpty() || first != null) {
            output.add(reasoning(Said.BEFORE, said.before(), "completed", first));
        }
        if (!said.text().isEmpty()) {
            output.add(message(
                    said.text(), result.refusal(), result.status().equals("completed") ? "completed" : "incomplete"));
        }
        if (!said.after().isEmpty() || later != null) {
            output.add(reasoning(Said.AFTER, said.after(), "completed", later));
        }
        for (int i = 0; i < result.calls().size(); i++) {
            ToolCalled call = result.calls().get(i);
            output.add(call(call, i, call.arguments(), "completed"));
        }
        return output;
    }

    private static @Nullable ObjectNode error(@Nullable ReplyFailure failure) {
        if (failure == null) {
            return null;
        }
        String detail = failure.detail();
        return JSON.objectNode().put("code", code(failure)).put("message", detail == null ? failure.title() : detail);
    }

    /** The codes by which OpenAI's clients know whether to ask again. */
    private static String code(ReplyFailure failure) {
        if (failure.code().equals("model-context-length")) {
            return "context_length_exceeded";
        }
        if (failure.status() == 429) {
            return "rate_limit_exceeded";
        }
        return failure.status() < 500 ? "invalid_prompt" : "server_error";
    }

    private static @Nullable ObjectNode usage(@Nullable ReplyUsage usage) {
        if (usage == null) {
            return null;
        }
        ObjectNode json = JSON.objectNode()
                .put("input_tokens", usage.promptTokens())
                .put("output_tokens", usage.completionTokens())
                .put("total_tokens", usage.totalTokens());
        json.putObject("input_tokens_details")
                .put("cached_tokens", usage.cachedTokens())
                .put("cache_write_tokens", usage.cacheWriteTokens());
        json.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
        return json;
    }
}
