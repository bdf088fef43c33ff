package de.lopezitwelt.chat.openai.completion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.openai.OpenAiError;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of completions in the OpenAPI document. {@link CompletionRequestReader} and {@link CompletionWriter} read and
 * write them by hand. Further fields of OpenAI's clients are ignored.
 */
public final class CompletionShapes {
    private CompletionShapes() {}

    /** The body of {@code POST /v1/chat/completions}, with the fields that have a meaning here. */
    @Schema(name = "ChatCompletionRequest", additionalProperties = Schema.True.class)
    public record Request(
            @Schema(description = "An agent's name or id") String model,
            List<Turn> messages,
            @Nullable Boolean stream,

            @Schema(description = "include_usage: a stream ends with a chunk that holds the usage") @Nullable
            Map<String, Boolean> streamOptions,

            @Nullable Integer maxCompletionTokens,
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable List<JsonNode> tools,
            @Nullable JsonNode toolChoice,
            @Nullable JsonNode responseFormat,

            @Schema(description = "false stores numbers but no texts") @Nullable
            Boolean store,

            @Schema(description = "session_id continues a session; organization_id opens one for that organization")
            @Nullable
            Map<String, String> metadata) {}

    /** A message of the request. */
    @Schema(name = "ChatCompletionTurn", additionalProperties = Schema.True.class)
    public record Turn(
            String role,

            @Schema(description = "Text, or parts of type text, file and image_url") @Nullable
            JsonNode content) {}

    /** A completion in one piece. */
    @Schema(name = "ChatCompletion")
    public record Whole(
            String id,
            String object,
            @Schema(description = "Seconds since 1970") long created,
            String model,
            String sessionId,
            List<Choice> choices,
            Usage usage,
            AnsweredBy lopez) {}

    @Schema(name = "ChatCompletionChoice")
    record Choice(int index, Message message, @Nullable JsonNode logprobs, String finishReason) {}

    @Schema(name = "ChatCompletionMessage")
    record Message(
            String role,
            @Nullable String content,
            @Nullable String refusal,

            @Schema(description = "What the model thought, where it says so") @JsonInclude(Include.NON_NULL) @Nullable
            String reasoningContent,

            @JsonInclude(Include.NON_NULL) @Nullable List<ToolCall> toolCalls) {}

    @Schema(name = "ChatCompletionToolCall")
    record ToolCall(
            @Schema(description = "In streams") @JsonInclude(Include.NON_NULL) @Nullable
            Integer index,

            String id,
            String type,
            Function function) {}

    /** @param arguments JSON text as the model wrote it */
    @Schema(name = "ChatCompletionFunction")
    record Function(String name, String arguments) {}

    @Schema(name = "ChatCompletionUsage")
    record Usage(
            long promptTokens,
            long completionTokens,
            long totalTokens,
            PromptDetails promptTokensDetails,
            CompletionDetails completionTokensDetails) {}

    /**
     * @param cachedTokens of the prompt's, those that the provider read from its cache
     * @param cacheWriteTokens of the prompt's, those that the provider wrote to its cache
     */
    @Schema(name = "ChatCompletionPromptDetails")
    record PromptDetails(long cachedTokens, long cacheWriteTokens) {}

    /** @param reasoningTokens of the completion's, those that the model thought */
    @Schema(name = "ChatCompletionCompletionDetails")
    record CompletionDetails(long reasoningTokens) {}

    /** The model that answered, and whether it is the built-in offline one. */
    @Schema(name = "AnsweredBy")
    public record AnsweredBy(
            @Nullable String model,
            boolean offline,

            @Schema(description = "Why the reply says nothing; absent when it has text or calls") @Nullable
            String detail) {}

    /**
     * The data of a stream: chunks, or an error, which ends the stream. After the last chunk comes the text {@code
     * [DONE]}.
     */
    @Schema(
            name = "ChatCompletionEvent",
            oneOf = {Chunk.class, OpenAiError.class})
    interface Event {}

    @Schema(name = "ChatCompletionChunk")
    record Chunk(
            String id,
            String object,
            long created,
            String model,
            String sessionId,
            List<ChunkChoice> choices,

            @Schema(description = "With include_usage: null but in the last chunk", implementation = Object.class)
            @JsonInclude(Include.NON_NULL)
            @Nullable
            Usage usage,

            @Schema(description = "In the chunk that ends the choice") @JsonInclude(Include.NON_NULL) @Nullable
            AnsweredBy lopez) {}

    @Schema(name = "ChatCompletionChunkChoice")
    record ChunkChoice(
            int index,
            Delta delta,
            @Nullable JsonNode logprobs,
            @Nullable String finishReason) {}

    @Schema(name = "ChatCompletionDelta")
    record Delta(
            @JsonInclude(Include.NON_NULL) @Nullable String role,
            @JsonInclude(Include.NON_NULL) @Nullable String content,

            @Schema(description = "More of what the model thinks; no part of the content")
            @JsonInclude(Include.NON_NULL)
            @Nullable
            String reasoningContent,

            @JsonInclude(Include.NON_NULL) @Nullable List<ToolCall> toolCalls) {}
}
