package de.lopezitwelt.runtime.model;

import java.util.ArrayList;
import java.util.List;

/** The turns so far, oldest first; the last one is what the agent answers. */
public record Conversation(List<Turn> turns) {

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
        return new Conversation(extended);
    }

    public Turn newest() {
        return turns.getLast();
    }
}
