package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.runtime.model.PromptMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages that are sent to a model.
 *
 * @param estimate the estimated tokens of the prompt
 * @param upperBound the most tokens that any tokenizer counts
 */
public record Prompt(List<PromptMessage> turns, int estimate, int upperBound) {

    private static final String REFUSED = "(an image that the model's provider refused)";

    public Prompt {
        turns = List.copyOf(turns);
    }

    /** How many images the messages before the newest question have. */
    public int earlierImages() {
        return turns.subList(0, PromptBuilder.newestQuestion(turns)).stream()
                .mapToInt(turn -> turn.images().size())
                .sum();
    }

    /** The same prompt with notes in place of these images. */
    public Prompt withoutEarlierImages() {
        List<PromptMessage> plain = new ArrayList<>(turns);
        plain.subList(0, PromptBuilder.newestQuestion(turns)).replaceAll(turn -> turn.withoutImages(REFUSED));
        return new Prompt(plain, estimate, upperBound);
    }
}
