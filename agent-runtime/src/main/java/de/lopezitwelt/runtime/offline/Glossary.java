package de.lopezitwelt.runtime.offline;

import de.lopezitwelt.runtime.check.Untouched;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces a glossary's terms by their translations and leaves everything else as it is: the one part of translating
 * that rules can do. Code, links and placeholders stay untouched.
 */
final class Glossary {

    private final Map<String, String> terms;
    private final Pattern pattern;

    private Glossary(Map<String, String> terms, Pattern pattern) {
        this.terms = terms;
        this.pattern = pattern;
    }

    static Glossary of(Map<String, String> glossary) {
        Map<String, String> terms = new TreeMap<>();
        glossary.forEach((term, translation) -> {
            if (!term.isBlank()) {
                terms.put(term.toLowerCase(Locale.ROOT), translation);
            }
        });
        String alternatives = terms.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        String expression = alternatives.isEmpty()
                ? Untouched.EXPRESSION
                : Untouched.EXPRESSION + "|(?<![\\p{L}\\p{N}])(" + alternatives + ")(?![\\p{L}\\p{N}])";
        return new Glossary(terms, Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    String apply(String text) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement(match.group())));
    }

    private String replacement(String found) {
        return terms.getOrDefault(found.toLowerCase(Locale.ROOT), found);
    }
}
