package de.lopezitwelt.runtime.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The turns so far, oldest first; the last one is what the agent answers.
 *
 * @param memory null when nobody would keep a summary: then older turns that do not fit are left out
 */
public record Conversation(List<Turn> turns, @Nullable Memory memory) {

    public Conversation(List<Turn> turns) {
        this(turns, null);
    }

    public Conversation {
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("a conversation has at least one turn");
        }
    }

    public static Conversation of(Turn... turns) {
        return new Conversation(List.of(turns));
    }

    public Conversation plus(Turn turn) {
        List<Turn> extended = new ArrayList<>(turns);
        extended.add(turn);
        return new Conversation(extended, memory);
    }

    /** Whether a model must be able to see to read all of it. */
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

    public Turn newest() {
        return turns.getLast();
    }
}
