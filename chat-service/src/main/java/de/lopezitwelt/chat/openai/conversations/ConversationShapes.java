package de.lopezitwelt.chat.openai.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The shapes of conversations. */
final class ConversationShapes {
    private ConversationShapes() {}

    /**
     * @param metadata {@code model} names the agent, else the first response does; {@code organization_id} opens it for that
     *     organization
     * @param items what was said before
     */
    @Schema(name = "NewConversation", additionalProperties = Schema.True.class)
    record New(
            @Nullable Map<String, String> metadata,
            @Nullable List<JsonNode> items) {}

    @Schema(name = "ConversationChange", additionalProperties = Schema.True.class)
    record Changed(Map<String, String> metadata) {}

    @Schema(name = "NewConversationItems", additionalProperties = Schema.True.class)
    record NewItems(List<JsonNode> items) {}

    /** @param createdAt seconds since 1970 */
    @Schema(name = "Conversation")
    record Conversation(
            String id,
            String object,
            long createdAt,

            @Schema(implementation = Object.class) JsonNode metadata) {}

    @Schema(name = "DeletedConversation")
    record Deleted(String id, String object, boolean deleted) {}

    /** Items in OpenAI's form: messages, thoughts, calls of functions and their outputs. */
    @Schema(name = "ConversationItems")
    record Items(
            String object,
            List<JsonNode> data,
            @Nullable String firstId,
            @Nullable String lastId,
            boolean hasMore) {}
}
