package de.lopezitwelt.chat.reply.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a reply's message: how the reply was made. Nothing else knows the keys of its JSON.
 *
 * @param model catalog name of the model that answered; null when it is not known
 * @param finishReason null when it is not known
 * @param stopSequence the sequence that ended the reply; null when none did, or when the provider does not say so
 * @param textStored false when the request forbade storing texts; thoughts, steps and calls are then left out too
 * @param thoughts what the model thought, for readers: no provider gets it back
 * @param toolSteps calls that tools answered
 * @param toolCalls calls that the client answers itself; their positions are not kept
 * @param reasoning what the provider needs back with these calls; left out when it is too long
 * @param leftOut {@link #TURN} when later prompts leave out the message that this reply answers, {@link #IMAGES} when this
 *     reply's prompt left out images of earlier messages: the provider refused them
 * @param problem why the reply failed, when the provider refused its prompt
 */
public record ReplyMetadata(
        String replyId,
        int agentVersion,
        @Nullable String model,
        @Nullable String provider,
        boolean offline,
        @Nullable String finishReason,
        @Nullable String stopSequence,
        ReplyUsage usage,
        boolean textStored,
        List<StoredThought> thoughts,
        List<ToolStep> toolSteps,
        List<ToolCalled> toolCalls,
        @Nullable Reasoning reasoning,
        @Nullable String leftOut,
        @Nullable String problem) {
    public static final String TURN = "turn";
    public static final String IMAGES = "images";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Characters. A provider that signs its thoughts takes them back whole or not at all. */
    private static final int LONGEST_REASONING = 256 * 1024;

    private static final String TOOL_CALLS = "tool_calls";
    private static final String LEFT_OUT = "left_out";

    /** The JSON text for the column {@code metadata}. */
    public String toJson() {
        ObjectNode metadata = JSON.createObjectNode()
                .put("reply_id", replyId)
                .put("agent_version", agentVersion)
                .put("model", model)
                .put("provider", provider)
                .put("offline", offline)
                .put("finish_reason", finishReason);
        metadata.putObject("usage")
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", usage.totalTokens())
                .put("estimated", usage.estimated())
                .put("cached_tokens", usage.cachedTokens())
                .put("cache_write_tokens", usage.cacheWriteTokens())
                .put("reasoning_tokens", usage.reasoningTokens());
        if (leftOut != null) {
            metadata.put(LEFT_OUT, leftOut);
        }
        if (!textStored) {
            return metadata.put("stored", false).toString();
        }
        if (problem != null) {
            metadata.put("problem", problem);
        }
        if (stopSequence != null) {
            metadata.put("stop_sequence", stopSequence);
        }
        if (!thoughts.isEmpty()) {
            metadata.set("thoughts", JSON.valueToTree(thoughts));
        }
        if (!toolSteps.isEmpty()) {
            metadata.set("tool_steps", JSON.valueToTree(toolSteps));
        }
        if (!toolCalls.isEmpty()) {
            var calls = metadata.putArray(TOOL_CALLS);
            toolCalls.forEach(call -> add(calls, call.callId(), call.name(), call.arguments(), call.extra()));
            if (reasoning != null && lengthOf(reasoning) <= LONGEST_REASONING) {
                metadata.set("reasoning", JSON.valueToTree(reasoning));
            }
        }
        return metadata.toString();
    }

    /** The metadata of an answer that a client stores itself, with its calls. */
    public static ObjectNode ofCalls(List<ToolCall> toolCalls) {
        ObjectNode metadata = JSON.createObjectNode();
        ArrayNode calls = metadata.putArray(TOOL_CALLS);
        toolCalls.forEach(call -> add(calls, call.id(), call.name(), call.arguments(), call.extra()));
        return metadata;
    }

    private static void add(ArrayNode calls, String id, String name, String arguments, @Nullable String extra) {
        ObjectNode written = calls.addObject().put("id", id).put("name", name).put("arguments", arguments);
        if (extra != null) {
            written.put("extra", extra);
        }
    }

    private static int lengthOf(Reasoning reasoning) {
        String details = reasoning.details();
        return reasoning.text().length() + (details == null ? 0 : details.length());
    }

    /**
     * The calls of an agent's message that its client answers, without reading the rest; empty for most messages.
     *
     * @param json as below
     */
    public static ClientCalls clientCalls(@Nullable String json) {
        if (json == null || !json.contains('"' + TOOL_CALLS + '"')) {
            return ClientCalls.NONE;
        }
        ReplyMetadata metadata = read(json);
        return new ClientCalls(
                metadata.toolCalls().stream()
                        .map(call -> new ToolCall(call.callId(), call.name(), call.arguments(), call.extra()))
                        .toList(),
                metadata.reasoning());
    }

    /** Calls that a client answers, and what the provider needs back with them. */
    public record ClientCalls(
            List<ToolCall> calls, @Nullable Reasoning reasoning) {
        static final ClientCalls NONE = new ClientCalls(List.of(), null);

        public boolean isEmpty() {
            return calls.isEmpty();
        }

        /** The prompt message of the agent that makes these calls. @param said its text */
        public PromptMessage turn(String said) {
            return PromptMessage.assistant(said, calls, reasoning);
        }
    }

    /**
     * Reads the metadata of a message. Tolerates any JSON, because imported messages carry metadata of other programs.
     *
     * @param json null for a message without metadata, or for a reply without a message
     * @throws IllegalStateException when the text is not JSON
     */
    public static ReplyMetadata read(@Nullable String json) {
        JsonNode metadata = parse(json);
        JsonNode usage = metadata.path("usage");
        return new ReplyMetadata(
                metadata.path("reply_id").asText(""),
                metadata.path("agent_version").asInt(),
                metadata.path("model").asText(null),
                metadata.path("provider").asText(null),
                metadata.path("offline").asBoolean(),
                metadata.path("finish_reason").asText(null),
                metadata.path("stop_sequence").asText(null),
                ReplyUsage.of(new Usage(
                        usage.path("prompt_tokens").asInt(),
                        usage.path("completion_tokens").asInt(),
                        usage.path("estimated").asBoolean(),
                        usage.path("cached_tokens").asInt(),
                        usage.path("cache_write_tokens").asInt(),
                        usage.path("reasoning_tokens").asInt())),
                metadata.path("stored").asBoolean(true),
                thoughts(metadata),
                toolSteps(metadata),
                toolCalls(metadata),
                reasoning(metadata),
                metadata.path(LEFT_OUT).asText(null),
                metadata.path("problem").asText(null));
    }

    /** Whether later prompts leave out the message that the reply answers. @param json as above */
    public static boolean leavesOutItsTurn(@Nullable String json) {
        return json != null
                && json.contains('"' + LEFT_OUT + '"')
                && TURN.equals(read(json).leftOut());
    }

    private static List<StoredThought> thoughts(JsonNode metadata) {
        List<StoredThought> thoughts = new ArrayList<>();
        metadata.path("thoughts")
                .forEach(thought -> thoughts.add(new StoredThought(
                        thought.path("at").asInt(), thought.path("text").asText())));
        return thoughts;
    }

    private static @Nullable Reasoning reasoning(JsonNode metadata) {
        JsonNode reasoning = metadata.path("reasoning");
        return reasoning.isObject()
                ? new Reasoning(
                        reasoning.path("text").asText(),
                        reasoning.path("form").asText(),
                        reasoning.path("details").asText(null))
                : null;
    }

    private static List<ToolStep> toolSteps(JsonNode metadata) {
        List<ToolStep> steps = new ArrayList<>();
        metadata.path("tool_steps")
                .forEach(step -> steps.add(new ToolStep(
                        step.path("id").asText(),
                        step.path("name").asText(),
                        step.path("arguments").asText(),
                        step.path("result").asText(),
                        step.path("failed").asBoolean())));
        return steps;
    }

    private static List<ToolCalled> toolCalls(JsonNode metadata) {
        List<ToolCalled> calls = new ArrayList<>();
        metadata.path(TOOL_CALLS)
                .forEach(call -> calls.add(new ToolCalled(
                        0,
                        call.path("id").asText(),
                        call.path("name").asText(),
                        call.path("arguments").asText(),
                        call.path("extra").asText(null))));
        return calls;
    }

    private static JsonNode parse(@Nullable String json) {
        try {
            return json == null ? MissingNode.getInstance() : JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored message holds broken JSON", broken);
        }
    }
}
