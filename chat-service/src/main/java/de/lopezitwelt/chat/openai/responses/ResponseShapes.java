package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.completion.CompletionShapes.AnsweredBy;
import de.lopezitwelt.chat.openai.responses.write.ResponseWriter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of responses in the OpenAPI document. {@link ResponseRequestReader} and {@link ResponseWriter} read and write
 * them by hand. Further fields of OpenAI's clients are ignored.
 */
final class ResponseShapes {
    private ResponseShapes() {}

    /** The body of {@code POST /v1/responses}, with the fields that have a meaning here. */
    @Schema(name = "ResponseRequest", additionalProperties = Schema.True.class)
    record Request(
            @Schema(description = "An agent's name or id") String model,

            @Schema(description = "Text, or items of type message and function_call_output")
            JsonNode input,

            @Nullable String instructions,
            @Nullable Boolean stream,
            @Nullable String previousResponseId,

            @Schema(description = "Its id, or {id}") @Nullable
            JsonNode conversation,

            @Nullable Integer maxOutputTokens,
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable List<JsonNode> tools,
            @Nullable JsonNode toolChoice,
            @Nullable JsonNode text,

            @Schema(description = "false stores numbers but no texts, and no response") @Nullable
            Boolean store,

            @Schema(description = "organization_id opens a session for that organization") @Nullable
            Map<String, String> metadata) {}

    /** A response object. */
    @Schema(name = "Response")
    record Whole(
            String id,
            String object,
            @Schema(description = "Seconds since 1970") long createdAt,
            String status,
            String model,
            @Nullable String instructions,
            @Nullable Long maxOutputTokens,
            @Nullable String previousResponseId,
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable String user,
            boolean parallelToolCalls,
            boolean store,
            JsonNode toolChoice,
            List<JsonNode> tools,
            ObjectNode text,
            Map<String, String> metadata,
            boolean background,
            String truncation,
            @Nullable Failure error,
            @Nullable Incomplete incompleteDetails,

            @Schema(description = "Items of type reasoning, message and function_call")
            List<ObjectNode> output,

            Conversation conversation,
            Reasoning reasoning,
            @Nullable Usage usage,
            String sessionId,
            AnsweredBy lopez) {}

    @Schema(name = "ResponseFailure")
    record Failure(String code, String message) {}

    @Schema(name = "ResponseIncomplete")
    record Incomplete(String reason) {}

    @Schema(name = "ResponseConversation")
    record Conversation(String id) {}

    @Schema(name = "ResponseReasoning")
    record Reasoning(@Nullable String effort, @Nullable String summary) {}

    @Schema(name = "ResponseUsage")
    record Usage(
            long inputTokens,
            long outputTokens,
            long totalTokens,
            ObjectNode inputTokensDetails,
            ObjectNode outputTokensDetails) {}

    /** Items in OpenAI's form: messages and outputs of functions. */
    @Schema(name = "ResponseInputItems")
    record Items(
            String object,
            List<JsonNode> data,
            @Nullable String firstId,
            @Nullable String lastId,
            boolean hasMore) {}

    /** An estimate. */
    @Schema(name = "ResponseInputTokens")
    record InputTokens(String object, int inputTokens) {}

    /** The data of a stream. */
    @Schema(
            name = "ResponseEvent",
            oneOf = {EventData.class})
    interface Event {}

    /**
     * @param type the event's name, one of OpenAI's that begin with {@code response.} and says which other members
     * there are
     */
    @Schema(name = "ResponseEventData", additionalProperties = Schema.True.class)
    record EventData(String type, long sequenceNumber) {}
}
