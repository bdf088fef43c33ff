package de.lopezitwelt.platform.persistence.partition;

import java.util.List;
import java.util.stream.IntStream;

/** Decides for which years a partition must exist. */
final class PartitionPolicy {
    private PartitionPolicy() {}

    /**
     * Years that need a partition: all up to next year, inclusive.
     *
     * @param existing years that have one, at least one
     */
    static List<Integer> missing(List<Integer> existing, int currentYear) {
        int last = existing.stream().mapToInt(Integer::intValue).max().orElseThrow();
        return IntStream.rangeClosed(last + 1, currentYear + 1).boxed().toList();
    }

    /** Years that no rule asks to keep. The newest partition always stays. */
    static List<Integer> outdated(List<Integer> existing, int currentYear, int keepYears) {
        return existing.stream()
                .filter(year -> year < currentYear - keepYears)
                .sorted()
                .toList();
    }
}
