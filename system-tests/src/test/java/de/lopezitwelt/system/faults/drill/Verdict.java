package de.lopezitwelt.system.faults.drill;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param missing acknowledged writes that are not in the database
 * @param doubled acknowledged writes that stand there more than once
 * @param differing summaries that are not what their source rows add up to
 * @param deadLetters events that could not be folded
 * @param details of all of them, some of each kind
 */
record Verdict(long missing, long doubled, long differing, long deadLetters, List<String> details) {
    boolean isClean() {
        return missing == 0 && doubled == 0 && differing == 0 && deadLetters == 0;
    }

    @Override
    public String toString() {
        return "missing %d, doubled %d, summaries differing %d, dead letters %d"
                .formatted(missing, doubled, differing, deadLetters);
    }
}
