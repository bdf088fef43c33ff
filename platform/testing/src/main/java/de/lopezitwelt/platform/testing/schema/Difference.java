package de.lopezitwelt.platform.testing.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One fact that differs from the specification; {@code absent} stands for a side that lacks it. */
record Difference(String fact, String specification, String here) {
    private static final String ABSENT = "absent";

    static List<Difference> between(Map<String, String> specified, Map<String, String> found) {
        List<Difference> differences = new ArrayList<>();
        TreeSet<String> facts = new TreeSet<>(specified.keySet());
        facts.addAll(found.keySet());
        for (String fact : facts) {
            String specification = specified.getOrDefault(fact, ABSENT);
            String here = found.getOrDefault(fact, ABSENT);
            if (!specification.equals(here)) {
                differences.add(new Difference(fact, specification, here));
            }
        }
        return differences;
    }
}
