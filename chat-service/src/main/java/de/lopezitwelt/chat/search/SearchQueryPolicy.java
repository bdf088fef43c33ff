package de.lopezitwelt.chat.search;

import de.lopezitwelt.chat.search.SearchTerm.Match;
import de.lopezitwelt.chat.search.index.SearchPrefix;
import de.lopezitwelt.chat.search.index.SearchWord;
import de.lopezitwelt.chat.search.index.SearchWordPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a query: words that must all occur, alone or within longer ones, {@code "words and phrases in quotes"} exactly,
 * {@code -excluded} words and {@code beginnings*}. All other characters are neither operators nor words.
 */
final class SearchQueryPolicy {
    static final int LONGEST = 256;

    private static final int MOST_TERMS = 16;
    private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)\"?|([^\\s\"]+))");

    private SearchQueryPolicy() {}

    /** The terms, at least one of which is not excluded; empty when the query has no word to find. */
    static List<SearchTerm> read(String query) {
        List<SearchTerm> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(query);
        while (matcher.find() && terms.size() < MOST_TERMS) {
            boolean excluded = !matcher.group(1).isEmpty();
            String quoted = matcher.group(2);
            String text = quoted != null ? quoted : matcher.group(3);
            List<SearchWord> words = SearchWordPolicy.words(text);
            if (!words.isEmpty()) {
                Match match = quoted != null ? Match.WORD : matchOf(words.getFirst(), text);
                terms.add(
                        new SearchTerm(words.stream().map(SearchWord::key).toList(), match, quoted != null, excluded));
            }
        }
        return terms.stream().allMatch(SearchTerm::excluded) ? List.of() : withoutStopWords(terms);
    }

    private static Match matchOf(SearchWord word, String text) {
        if (text.endsWith("*") && !text.startsWith("*")) {
            return Match.BEGINNING;
        }
        return word.length() >= SearchWordPolicy.SHORTEST_PART ? Match.ANYWHERE : Match.WORD;
    }

    /** Stop words are searched only within quotes, and when the query has no other words. */
    private static List<SearchTerm> withoutStopWords(List<SearchTerm> terms) {
        List<SearchTerm> telling =
                terms.stream().filter(term -> !isStopWord(term)).toList();
        return telling.stream().allMatch(SearchTerm::excluded) ? terms : telling;
    }

    private static boolean isStopWord(SearchTerm term) {
        return !term.isPhrase()
                && term.match() != Match.BEGINNING
                && !term.excluded()
                && !term.quoted()
                && SearchWordPolicy.isStopWord(term.keys().getFirst());
    }

    /**
     * The query for MySQL's boolean mode. Keys hold only {@code [a-z0-9_]}, so no text of a caller acts as an operator.
     * Phrases come last: InnoDB finds nothing when words in parentheses follow one.
     */
    static String booleanMode(List<SearchTerm> terms, String userPrefix) {
        StringBuilder query = new StringBuilder();
        List<SearchTerm> ordered = new ArrayList<>(terms);
        ordered.sort(Comparator.comparing(SearchTerm::isPhrase));
        for (SearchTerm term : ordered) {
            query.append(query.isEmpty() ? "" : " ").append(term.excluded() ? '-' : '+');
            String key = term.keys().getFirst();
            if (term.isPhrase()) {
                query.append('"')
                        .append(SearchPrefix.words(term.keys(), userPrefix))
                        .append('"');
            } else {
                query.append(
                        switch (term.match()) {
                            case WORD -> userPrefix + key;
                            case BEGINNING -> userPrefix + key + '*';
                            case ANYWHERE ->
                                '(' + userPrefix + key + "* " + userPrefix + SearchWordPolicy.tailKey(key) + "*)";
                        });
            }
        }
        return query.toString();
    }
}
