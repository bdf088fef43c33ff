package de.lopezitwelt.chat.transfer.foreign;

import java.util.Map;
import java.util.TreeMap;

/** Counts, by kind, the parts of a conversation that are not imported. */
final class LeftOut {
    static final String IMAGES = "images";
    static final String FILES = "files";
    static final String TOOLS = "tool_steps";
    static final String THOUGHTS = "thoughts";
    static final String HIDDEN = "hidden_messages";
    static final String BRANCHES = "messages_of_further_branches";

    private final Map<String, Integer> counts = new TreeMap<>();

    void add(String kind, int count) {
        if (count > 0) {
            counts.merge(kind, count, Integer::sum);
        }
    }

    Map<String, Integer> counts() {
        return counts;
    }
}
