package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.runtime.model.PromptMessage;
import java.util.List;

/**
 * The messages that are sent to a model.
 *
 * @param estimate the estimated tokens of the prompt
 * @param upperBound the most tokens that any tokenizer counts
 */
public record Prompt(List<PromptMessage> turns, int estimate, int upperBound) {

    public Prompt {
        turns = List.copyOf(turns);
    }
}
