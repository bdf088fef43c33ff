package de.lopezitwelt.runtime.offline;

import java.util.ArrayList;
import java.util.List;

/** The beginnings of what the user said: as much of summing up as rules can do. */
final class Summary {

    private static final String USER = "User: ";
    private static final String EARLIER = "Summary so far: ";
    private static final int LONGEST_LINE = 80;
    private static final int MOST_LINES = 20;

    private Summary() {}

    static String of(String conversation) {
        List<String> said = new ArrayList<>();
        for (String line : conversation.split("\n")) {
            if (line.startsWith(EARLIER)) {
                said.add(line.substring(EARLIER.length()));
            } else if (line.startsWith(USER)) {
                said.add(beginning(line.substring(USER.length())));
            }
        }
        return String.join("; ", said.subList(Math.max(0, said.size() - MOST_LINES), said.size()));
    }

    private static String beginning(String text) {
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…";
    }
}
