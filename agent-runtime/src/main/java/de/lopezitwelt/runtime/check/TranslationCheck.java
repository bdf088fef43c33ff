package de.lopezitwelt.runtime.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Whether a translation keeps to the glossary and leaves code, placeholders and Markdown as they are. Prescribed
 * translations are looked for as parts of words and in any case, since languages bend them.
 *
 * @param prescribed the glossary's terms that the source has
 */
record TranslationCheck(Map<String, String> prescribed, List<String> fragments, List<String> blocks)
        implements AnswerCheck {

    static TranslationCheck of(Map<String, String> glossary, String source) {
        String words = Untouched.without(source, " ");
        Map<String, String> prescribed = new TreeMap<>();
        glossary.forEach((term, translation) -> {
            if (!term.isBlank() && word(term).matcher(words).find()) {
                prescribed.put(term, translation);
            }
        });
        return new TranslationCheck(prescribed, Untouched.fragments(source), Untouched.blocks(source));
    }

    /** Nothing to keep to: the translation may be shown as it comes. */
    boolean isEmpty() {
        return prescribed.isEmpty() && fragments.isEmpty() && blocks.isEmpty();
    }

    @Override
    public Verdict check(String answer) {
        String enforced = enforced(answer);
        List<String> problems = new ArrayList<>();
        String found = enforced.toLowerCase(Locale.ROOT);
        prescribed.forEach((term, translation) -> {
            if (!found.contains(translation.toLowerCase(Locale.ROOT))) {
                problems.add("translate \"" + term + "\" as \"" + translation + "\"");
            }
        });
        missing(Untouched.fragments(enforced)).forEach(lost -> problems.add("keep " + lost + " as it is"));
        if (!Untouched.blocks(enforced).equals(blocks)) {
            problems.add("keep headings, lists and quotes of the Markdown as they are");
        }
        return new Verdict(enforced, problems);
    }

    /** A term that was left as it stood in the source is replaced here and now. */
    private String enforced(String answer) {
        String result = answer;
        for (Map.Entry<String, String> entry : prescribed.entrySet()) {
            boolean translated =
                    result.toLowerCase(Locale.ROOT).contains(entry.getValue().toLowerCase(Locale.ROOT));
            if (!translated) {
                Pattern either = Pattern.compile(
                        Untouched.EXPRESSION + "|(?<term>"
                                + word(entry.getKey()).pattern() + ")",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
                result = either.matcher(result)
                        .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                                match.group("term") == null ? match.group() : entry.getValue()));
            }
        }
        return result;
    }

    private List<String> missing(List<String> present) {
        Map<String, Integer> counts = new HashMap<>();
        present.forEach(fragment -> counts.merge(fragment, 1, Integer::sum));
        return fragments.stream()
                .filter(fragment -> counts.merge(fragment, -1, Integer::sum) < 0)
                .toList();
    }

    private static Pattern word(String term) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(term) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
