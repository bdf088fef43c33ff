package de.lopezitwelt.runtime.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages so far, oldest first. The agent answers the last one.
 *
 * @param memory null when no summary would be stored; older messages that do not fit are then left out
 */
public record Conversation(
        List<PromptMessage> turns, @Nullable Memory memory) {

    public Conversation(List<PromptMessage> turns) {
        this(turns, null);
    }

    public Conversation {
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("a conversation has at least one message");
        }
    }

    public static Conversation of(PromptMessage... turns) {
        return new Conversation(List.of(turns));
    }

    /** Whether any message has images, so that the model must accept them. */
    public boolean hasImages() {
        return turns.stream().anyMatch(turn -> !turn.images().isEmpty());
    }

    /** The same with each image counted as that many tokens. */
    public Conversation countingImages(int tokens) {
        return hasImages()
                ? new Conversation(
                        turns.stream().map(turn -> turn.countingImages(tokens)).toList(), memory)
                : this;
    }
}
