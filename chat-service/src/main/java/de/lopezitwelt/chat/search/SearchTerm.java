package de.lopezitwelt.chat.search;

import de.lopezitwelt.chat.search.index.SearchWord;
import java.util.List;

/**
 * A term of a query.
 *
 * @param keys one word, or the words of a phrase in their order
 * @param beginning whether longer words with this beginning match too; for single words only
 * @param excluded whether messages with it are left out
 */
record SearchTerm(List<String> keys, boolean beginning, boolean excluded) {
    /** How many words from that index on match this term: all of its words or none. */
    int matches(List<SearchWord> words, int from) {
        if (from + keys.size() > words.size()) {
            return 0;
        }
        for (int i = 0; i < keys.size(); i++) {
            String key = words.get(from + i).key();
            boolean same = beginning ? key.startsWith(keys.get(i)) : key.equals(keys.get(i));
            if (!same) {
                return 0;
            }
        }
        return keys.size();
    }
}
