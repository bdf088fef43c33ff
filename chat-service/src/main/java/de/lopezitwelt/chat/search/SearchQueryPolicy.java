package de.lopezitwelt.chat.search;

import de.lopezitwelt.chat.search.index.SearchPrefix;
import de.lopezitwelt.chat.search.index.SearchWord;
import de.lopezitwelt.chat.search.index.SearchWordPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a query: words that must all occur, {@code "phrases in quotes"}, {@code -excluded} words and {@code
 * beginnings*}. All other characters are neither operators nor words.
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
            String phrase = matcher.group(2);
            String text = phrase != null ? phrase : matcher.group(3);
            List<String> keys =
                    SearchWordPolicy.words(text).stream().map(SearchWord::key).toList();
            if (!keys.isEmpty()) {
                boolean beginning = phrase == null && keys.size() == 1 && text.endsWith("*");
                terms.add(new SearchTerm(keys, beginning, excluded));
            }
        }
        return terms.stream().allMatch(SearchTerm::excluded) ? List.of() : terms;
    }

    /**
     * The query for MySQL's boolean mode. Keys hold only {@code [a-z0-9_]}, so no text of a caller acts as an operator.
     */
    static String booleanMode(List<SearchTerm> terms, String userPrefix) {
        StringBuilder query = new StringBuilder();
        for (SearchTerm term : terms) {
            query.append(query.isEmpty() ? "" : " ").append(term.excluded() ? '-' : '+');
            if (term.keys().size() == 1) {
                query.append(userPrefix).append(term.keys().getFirst()).append(term.beginning() ? "*" : "");
            } else {
                query.append('"')
                        .append(SearchPrefix.words(term.keys(), userPrefix))
                        .append('"');
            }
        }
        return query.toString();
    }
}
