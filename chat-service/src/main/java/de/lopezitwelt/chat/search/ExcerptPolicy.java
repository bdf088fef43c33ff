package de.lopezitwelt.chat.search;

import de.lopezitwelt.chat.search.index.SearchWord;
import de.lopezitwelt.chat.search.index.SearchWordPolicy;
import java.util.ArrayList;
import java.util.List;

/** Decides which piece of a message is shown, and what is marked in it. */
final class ExcerptPolicy {
    static final int LENGTH = 240;

    private static final int BEFORE = 80;

    private ExcerptPolicy() {}

    /** @param terms the terms of the query */
    static Excerpt of(String content, List<SearchTerm> terms) {
        List<Excerpt.Mark> found = marks(content, terms);
        int first = found.isEmpty() ? 0 : found.getFirst().start();
        int from = wordStart(content, Math.max(0, Math.min(first - BEFORE, content.length() - LENGTH)), first);
        int to = wholeCharacter(content, Math.min(content.length(), from + LENGTH));
        List<Excerpt.Mark> shown = found.stream()
                .filter(mark -> mark.start() < to)
                .map(mark -> new Excerpt.Mark(mark.start() - from, Math.min(mark.end(), to) - from))
                .toList();
        return new Excerpt(content.substring(from, to), shown, from > 0, to < content.length());
    }

    private static List<Excerpt.Mark> marks(String content, List<SearchTerm> terms) {
        List<SearchWord> words = SearchWordPolicy.words(content);
        List<Excerpt.Mark> marks = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int length = longest(terms, words, i);
            if (length > 0) {
                int start = words.get(i).start();
                int end = words.get(i + length - 1).end();
                if (!marks.isEmpty() && start < marks.getLast().end()) {
                    Excerpt.Mark last = marks.removeLast();
                    marks.add(new Excerpt.Mark(last.start(), Math.max(last.end(), end)));
                } else {
                    marks.add(new Excerpt.Mark(start, end));
                }
            }
        }
        return marks;
    }

    private static int longest(List<SearchTerm> terms, List<SearchWord> words, int from) {
        return terms.stream()
                .filter(term -> !term.excluded())
                .mapToInt(term -> term.matches(words, from))
                .max()
                .orElse(0);
    }

    /** Moves the cut to the start of a word, if one begins before the first match. */
    private static int wordStart(String content, int from, int first) {
        if (from == 0) {
            return 0;
        }
        for (int at = from; at < first; at++) {
            if (Character.isWhitespace(content.charAt(at))) {
                return at + 1;
            }
        }
        return wholeCharacter(content, from);
    }

    private static int wholeCharacter(String content, int at) {
        boolean inside = at > 0 && at < content.length() && Character.isLowSurrogate(content.charAt(at));
        return inside ? at - 1 : at;
    }
}
