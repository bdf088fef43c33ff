package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.runtime.model.Turn;
import java.util.List;

/**
 * What a model gets to read.
 *
 * @param estimate tokens it probably counts
 * @param upperBound tokens that it never exceeds
 */
public record Prompt(List<Turn> turns, int estimate, int upperBound) {

    public Prompt {
        turns = List.copyOf(turns);
    }
}
