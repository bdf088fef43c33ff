package de.lopezitwelt.runtime.check;

import java.util.List;

/**
 * What a check found.
 *
 * @param answer as it may be shown: without what a model likes to put around it
 * @param problems each a sentence for the model to repair by, and fit for users; empty when the answer may be shown
 */
public record Verdict(String answer, List<String> problems) {

    private static final int MOST_PROBLEMS = 8;

    public Verdict {
        problems = List.copyOf(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
    }

    public boolean passed() {
        return problems.isEmpty();
    }
}
