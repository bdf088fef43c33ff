package de.lopezitwelt.chat.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.WholeReplyCollector;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Completed;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.runtime.model.Reasoning;
import org.jspecify.annotations.Nullable;

/** Writes messages of Anthropic's protocol. {@code session_id} and {@code lopez} are additions to its fields. */
final class MessageWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StartedReply reply;
    private final String model;
    private final boolean showsThoughts;

    /** @param showsThoughts whether the client asked to see what the model thinks: others would take it for the answer */
    MessageWriter(StartedReply reply, String model, boolean showsThoughts) {
        this.reply = reply;
        this.model = model;
        this.showsThoughts = showsThoughts;
    }

    boolean showsThoughts() {
        return showsThoughts;
    }

    String whole(WholeReplyCollector said) {
        Completed done = said.done();
        ObjectNode message = message();
        ArrayNode content = message.withArray("content");
        boolean signed = showsThoughts && isSigned(said.thoughts(), done);
        if (signed) {
            content.addAll(signedBlocks(done));
        } else if (showsThoughts && !said.thoughtsBefore().isEmpty()) {
            content.add(thinking(said.thoughtsBefore()));
        }
        if (!said.text().isEmpty()) {
            content.add(ContentBlock.text(said.text()));
        }
        if (showsThoughts && !signed && !said.thoughtsAfter().isEmpty()) {
            content.add(thinking(said.thoughtsAfter()));
        }
        done.clientToolCalls().forEach(call -> content.add(toolUse(call)));
        ObjectNode state = state(done, signed, said.thoughts());
        if (state != null) {
            content.add(state);
        }
        stopped(message, done);
        message.set("usage", usage(done.usage()));
        message.set("lopez", lopez(done));
        return message.toString();
    }

    /** The message as it begins: nothing is said yet, and its usage is an estimate. */
    ObjectNode message() {
        ObjectNode message = JSON.objectNode()
                .put("id", "msg_" + reply.replyId())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", usage(ReplyUsage.of(reply.promptTokens(), 0, true)));
        return message.put("session_id", reply.sessionId());
    }

    static ObjectNode thinking(String thought) {
        return JSON.objectNode()
                .put("type", "thinking")
                .put("thinking", thought)
                .put("signature", "");
    }

    static ObjectNode toolUse(String id, String name) {
        ObjectNode block =
                JSON.objectNode().put("type", "tool_use").put("id", id).put("name", name);
        block.putObject("input");
        return block;
    }

    private static ObjectNode toolUse(ToolCalled call) {
        ObjectNode block = toolUse(call.callId(), call.name());
        if (parsed(call.arguments()) instanceof ObjectNode input) {
            block.set("input", input);
        }
        return block;
    }

    /**
     * The block that holds what the provider needs back with the calls; null when it needs nothing, or the client gets it
     * anyway.
     *
     * @param signed whether the client gets the provider's own blocks
     * @param shown what it has been shown of the thoughts, if it sees any
     */
    @Nullable
    ObjectNode state(Completed done, boolean signed, String shown) {
        Reasoning reasoning = done.reasoning();
        boolean inWords = reasoning != null
                && reasoning.details() == null
                && (reasoning.form().equals(Reasoning.TAGS)
                        || showsThoughts
                                && reasoning.form().equals(Reasoning.CONTENT)
                                && reasoning.text().equals(shown));
        KeptState state = KeptState.of(signed || inWords ? null : reasoning, done.clientToolCalls());
        return state.isEmpty()
                ? null
                : JSON.objectNode().put("type", "redacted_thinking").put("data", state.write());
    }

    /** Whether all thoughts are blocks that Anthropic made. */
    private static boolean isSigned(String thoughts, Completed done) {
        Reasoning reasoning = done.reasoning();
        return reasoning != null
                && reasoning.form().equals(Reasoning.BLOCKS)
                && reasoning.text().equals(thoughts)
                && !signedBlocks(done).isEmpty();
    }

    private static ArrayNode signedBlocks(Completed done) {
        Reasoning reasoning = done.reasoning();
        ArrayNode blocks = JSON.arrayNode();
        if (reasoning != null && reasoning.details() != null) {
            parsed(reasoning.details()).forEach(block -> {
                if (block instanceof ObjectNode object) {
                    blocks.add(
                            object.path("type").asText().equals("thinking") && !object.has("signature")
                                    ? object.put("signature", "")
                                    : object);
                }
            });
        }
        return blocks;
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            return MAPPER.missingNode();
        }
    }

    /** Why a message ended. Where the provider names no stop sequence, it has ended its turn. */
    static void stopped(ObjectNode message, Completed done) {
        String sequence = done.finishReason().equals("stop") ? done.stopSequence() : null;
        message.put("stop_reason", sequence == null ? stopReason(done) : "stop_sequence")
                .put("stop_sequence", sequence);
    }

    /** A cancelled reply ends its turn. */
    private static String stopReason(Completed done) {
        return switch (done.finishReason()) {
            case "length" -> "max_tokens";
            case "tool_calls" -> "tool_use";
            case "content_filter", "refusal" -> "refusal";
            default -> "end_turn";
        };
    }

    /** Anthropic does not count what its cache held among the input. */
    static ObjectNode usage(ReplyUsage usage) {
        int uncached = usage.promptTokens() - usage.cachedTokens() - usage.cacheWriteTokens();
        return JSON.objectNode()
                .put("input_tokens", Math.max(0, uncached))
                .put("cache_creation_input_tokens", usage.cacheWriteTokens())
                .put("cache_read_input_tokens", usage.cachedTokens())
                .put("output_tokens", usage.completionTokens());
    }

    /** The model that answered, whether it is the built-in offline one, and why it says nothing when it does not. */
    static ObjectNode lopez(Completed done) {
        return JSON.objectNode()
                .put("model", done.model())
                .put("offline", done.offline())
                .put("detail", done.detail());
    }
}
