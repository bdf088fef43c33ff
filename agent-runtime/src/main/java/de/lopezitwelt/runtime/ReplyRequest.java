package de.lopezitwelt.runtime;

import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to reply to. Start with {@link #of} and change what differs.
 *
 * @param maxOutputTokens the caller's cap; the smallest of the caller's, the agent's and the model's cap applies
 * @param sampling the values that are set override the agent's configuration
 * @param clientTools tools that the caller runs itself, offered instead of the agent's tools. Their calls end the reply
 *     with {@code tool_calls}
 * @param streaming false asks the provider for the answer in one piece, which is cheaper
 * @param userId the person for whom it is, whose sign-ins to MCP servers it uses; null for nobody in particular
 */
public record ReplyRequest(
        AgentSpec agent,
        Conversation conversation,
        @Nullable Integer maxOutputTokens,
        Sampling sampling,
        @Nullable ResponseFormat responseFormat,
        List<ToolDefinition> clientTools,
        ToolChoice toolChoice,
        boolean streaming,
        @Nullable String traceparent,
        @Nullable String userId) {

    public ReplyRequest {
        clientTools = List.copyOf(clientTools);
    }

    /** A reply for nobody in particular. */
    public ReplyRequest(
            AgentSpec agent,
            Conversation conversation,
            @Nullable Integer maxOutputTokens,
            Sampling sampling,
            @Nullable ResponseFormat responseFormat,
            List<ToolDefinition> clientTools,
            ToolChoice toolChoice,
            boolean streaming,
            @Nullable String traceparent) {
        this(
                agent,
                conversation,
                maxOutputTokens,
                sampling,
                responseFormat,
                clientTools,
                toolChoice,
                streaming,
                traceparent,
                null);
    }

    public static ReplyRequest of(AgentSpec agent, Conversation conversation) {
        return new ReplyRequest(
                agent, conversation, null, Sampling.DEFAULT, null, List.of(), ToolChoice.AUTO, true, null);
    }

    /** The same with each image counted as that many tokens. */
    ReplyRequest countingImages(int tokens) {
        return conversation.hasImages()
                ? new ReplyRequest(
                        agent,
                        conversation.countingImages(tokens),
                        maxOutputTokens,
                        sampling,
                        responseFormat,
                        clientTools,
                        toolChoice,
                        streaming,
                        traceparent,
                        userId)
                : this;
    }

    public ReplyRequest withMaxOutputTokens(@Nullable Integer limit) {
        return new ReplyRequest(
                agent,
                conversation,
                limit,
                sampling,
                responseFormat,
                clientTools,
                toolChoice,
                streaming,
                traceparent,
                userId);
    }

    /** The same for this person; null for nobody in particular. */
    public ReplyRequest forUser(@Nullable String person) {
        return new ReplyRequest(
                agent,
                conversation,
                maxOutputTokens,
                sampling,
                responseFormat,
                clientTools,
                toolChoice,
                streaming,
                traceparent,
                person);
    }
}
