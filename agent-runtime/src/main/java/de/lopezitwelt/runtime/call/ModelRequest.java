package de.lopezitwelt.runtime.call;

import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model: the complete prompt, and the settings of the answer.
 *
 * @param agent for models that act on more than the prompt (the offline one)
 * @param promptTokens our estimate of the prompt's tokens, used when the provider reports none
 * @param streaming whether the provider should stream the answer or send it in one piece
 */
public record ModelRequest(
        AgentSpec agent,
        List<PromptMessage> prompt,
        int promptTokens,
        int maxOutputTokens,
        Sampling sampling,
        ResponseFormat responseFormat,
        List<ToolDefinition> tools,
        ToolChoice toolChoice,
        boolean streaming,
        @Nullable String traceparent) {

    public ModelRequest {
        prompt = List.copyOf(prompt);
        tools = List.copyOf(tools);
    }

    /** Whether the model must accept images. */
    public boolean hasImages() {
        return prompt.stream().anyMatch(turn -> !turn.images().isEmpty());
    }

    /** The same request with its prompt said in other messages. */
    public ModelRequest withPrompt(List<PromptMessage> messages) {
        return new ModelRequest(
                agent,
                messages,
                promptTokens,
                maxOutputTokens,
                sampling,
                responseFormat,
                tools,
                toolChoice,
                streaming,
                traceparent);
    }

    /** The same request with further entries in its prompt. */
    public ModelRequest continued(List<PromptMessage> more, int moreTokens, int outputLimit, ToolChoice choice) {
        List<PromptMessage> longer = new ArrayList<>(prompt);
        longer.addAll(more);
        return new ModelRequest(
                agent,
                longer,
                promptTokens + moreTokens,
                outputLimit,
                sampling,
                responseFormat,
                tools,
                choice,
                streaming,
                traceparent);
    }
}
