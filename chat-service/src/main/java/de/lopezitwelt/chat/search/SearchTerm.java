package de.lopezitwelt.chat.search;

import de.lopezitwelt.chat.search.index.SearchWord;
import java.util.List;

/**
 * A term of a query.
 *
 * @param keys one word, or the words of a phrase in their order
 * @param match how a single word is compared; phrases are compared word by word
 * @param quoted whether the query has it in quotes
 * @param excluded whether messages with it are left out
 */
record SearchTerm(List<String> keys, Match match, boolean quoted, boolean excluded) {
    /** Which words match. */
    enum Match {
        /** The whole word. */
        WORD,
        /** Words that begin with it. */
        BEGINNING,
        /** Words that contain it. */
        ANYWHERE
    }

    boolean isPhrase() {
        return keys.size() > 1;
    }

    /** How many words from that index on match this term: all of its words or none. */
    int matches(List<SearchWord> words, int from) {
        if (from + keys.size() > words.size()) {
            return 0;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (!matches(words.get(from + i), keys.get(i))) {
                return 0;
            }
        }
        return keys.size();
    }

    private boolean matches(SearchWord word, String key) {
        return switch (isPhrase() ? Match.WORD : match) {
            case WORD -> word.key().equals(key);
            case BEGINNING -> word.key().startsWith(key);
            case ANYWHERE -> word.holds(key);
        };
    }
}
