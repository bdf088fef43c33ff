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

    public Turn newest() {
        return turns.getLast();
    }
}
