package de.lopezitwelt.chat.search.index;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of a text.
 *
 * @param letters folded, in ASCII
 * @param start first UTF-16 unit in the text
 * @param end unit after the last one
 */
public record SearchWord(String letters, int start, int end) {
    /** The form that is compared: at most {@link SearchWordPolicy#LONGEST} characters of the letters. */
    public String key() {
        return SearchWordPolicy.cut(letters);
    }

    /** Whether it has the letters of a key anywhere. */
    public boolean holds(String key) {
        return letters.startsWith(key) || tails(1).stream().anyMatch(tail -> tail.startsWith(key));
    }

    /** Its endings: from the second letter on, from the third, and so on. @param shortest in letters */
    List<String> tails(int shortest) {
        List<Integer> starts = starts();
        List<String> tails = new ArrayList<>();
        for (int i = 1; i + shortest <= starts.size(); i++) {
            tails.add(letters.substring(starts.get(i)));
        }
        return tails;
    }

    /** In letters. */
    public int length() {
        return starts().size();
    }

    /** Where each letter begins: a letter of ASCII is one character, any other is a number between underscores. */
    private List<Integer> starts() {
        List<Integer> starts = new ArrayList<>(letters.length());
        int at = 0;
        while (at < letters.length()) {
            starts.add(at);
            at = letters.charAt(at) == '_' ? letters.indexOf('_', at + 1) + 1 : at + 1;
        }
        return starts;
    }
}
