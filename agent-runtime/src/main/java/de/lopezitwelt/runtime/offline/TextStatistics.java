package de.lopezitwelt.runtime.offline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What can be counted in a text.
 *
 * @param frequent the most frequent words of four letters and more, most frequent first, then in order of appearance
 */
record TextStatistics(
        String text, int characters, int words, int sentences, int lines, Language language, List<String> frequent) {

    private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<![.!?])[.!?]++(?:\\s|$)");
    private static final int MAX_FREQUENT = 5;
    private static final int LONG_WORD = 4;

    static TextStatistics of(String text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        int words = 0;
        for (String word : WORD_BREAK.split(text)) {
            if (word.isEmpty()) {
                continue;
            }
            words++;
            if (word.length() >= LONG_WORD) {
                counts.merge(word.toLowerCase(Locale.ROOT), 1, Integer::sum);
            }
        }
        List<String> frequent = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MAX_FREQUENT)
                .map(Map.Entry::getKey)
                .toList();
        int sentences = (int) SENTENCE_END.matcher(text.strip()).results().count();
        return new TextStatistics(
                text,
                text.codePointCount(0, text.length()),
                words,
                words > 0 ? Math.max(1, sentences) : 0,
                (int) text.lines().count(),
                Language.of(text, List.of()),
                frequent);
    }

    String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("characters", characters)
                .put("words", words)
                .put("sentences", sentences)
                .put("lines", lines)
                .put("language", language.code());
        frequent.forEach(json.putArray("frequent_words")::add);
        return json.toString();
    }
}
