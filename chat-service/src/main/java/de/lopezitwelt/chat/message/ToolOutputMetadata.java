package de.lopezitwelt.chat.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The metadata of a user's message that holds the output of a client's tool. @param callId id of the answered call */
public record ToolOutputMetadata(String callId) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "role";
    private static final String TOOL = "tool";
    private static final String CALL_ID = "tool_call_id";

    /** Null for a turn that is no output of a tool. @param callId of the turn */
    public static @Nullable ObjectNode write(@Nullable String callId) {
        return callId == null
                ? null
                : JsonNodeFactory.instance.objectNode().put(ROLE, TOOL).put(CALL_ID, callId);
    }

    /**
     * Null for any other message.
     *
     * @param metadata JSON text of a user's message
     */
    public static @Nullable ToolOutputMetadata read(@Nullable String metadata) {
        if (metadata == null || !metadata.contains('"' + CALL_ID + '"')) {
            return null;
        }
        try {
            JsonNode read = JSON.readTree(metadata);
            return !read.path(ROLE).asText().equals(TOOL)
                    ? null
                    : new ToolOutputMetadata(read.path(CALL_ID).asText());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored message holds broken JSON", broken);
        }
    }
}
