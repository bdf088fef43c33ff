package de.lopezitwelt.chat.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.openai.completion.CompletionShapes.AnsweredBy;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of messages in the OpenAPI document. {@link MessageRequestReader} and {@link MessageWriter} read and write them by
 * hand. Further fields of Anthropic's clients are ignored.
 */
final class MessageShapes {
    private MessageShapes() {}

    /** The body of {@code POST /v1/messages}, with the fields that have a meaning here. */
    @Schema(name = "AnthropicMessageRequest", additionalProperties = Schema.True.class)
    record Request(
            @Schema(description = "An agent's name or id") String model,
            List<Turn> messages,
            @Nullable Integer maxTokens,

            @Schema(description = "Text, or blocks of type text") @Nullable
            JsonNode system,

            @Nullable Boolean stream,
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Integer topK,
            @Nullable List<String> stopSequences,
            @Nullable List<JsonNode> tools,
            @Nullable JsonNode toolChoice,
            @Nullable JsonNode thinking,

            @Schema(description = "false stores numbers but no texts") @Nullable
            Boolean store,

            @Schema(description = "session_id continues a session; organization_id opens one for that organization")
            @Nullable
            Map<String, String> metadata) {}

    /** A message of the request. */
    @Schema(name = "AnthropicTurn", additionalProperties = Schema.True.class)
    record Turn(
            @Schema(description = "user or assistant") String role,

            @Schema(description = "Text, or blocks: text, image, document, tool_use, tool_result, thinking")
            JsonNode content) {}

    /** A message in one piece. */
    @Schema(name = "AnthropicMessage")
    record Whole(
            String id,
            String type,
            String role,
            String model,
            List<Block> content,
            @Nullable String stopReason,
            @Nullable String stopSequence,
            Usage usage,
            String sessionId,
            AnsweredBy lopez) {}

    /** @param type text, thinking, redacted_thinking or tool_use; says which other members there are */
    @Schema(name = "AnthropicBlock", additionalProperties = Schema.True.class)
    record Block(String type) {}

    /**
     * Tokens.
     *
     * @param inputTokens of the prompt's, those that had nothing to do with the provider's cache
     */
    @Schema(name = "AnthropicUsage")
    record Usage(int inputTokens, int cacheCreationInputTokens, int cacheReadInputTokens, int outputTokens) {}

    /** An estimate. */
    @Schema(name = "AnthropicTokenCount")
    record TokenCount(int inputTokens) {}

    /** The data of a stream. */
    @Schema(
            name = "AnthropicEvent",
            oneOf = {EventData.class})
    interface Event {}

    /** @param type the event's name, one of Anthropic's; says which other members there are */
    @Schema(name = "AnthropicEventData", additionalProperties = Schema.True.class)
    record EventData(String type) {}
}
