package de.lopezitwelt.runtime.offline;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The two languages the offline model speaks. */
enum Language {
    GERMAN,
    ENGLISH;

    private static final Pattern NON_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final Set<String> GERMAN_WORDS = Set.of(
            "ich",
            "du",
            "sie",
            "wir",
            "ihr",
            "ist",
            "bin",
            "und",
            "oder",
            "der",
            "die",
            "das",
            "ein",
            "eine",
            "nicht",
            "wie",
            "was",
            "wer",
            "wo",
            "warum",
            "hallo",
            "danke",
            "bitte",
            "guten",
            "tag",
            "viel",
            "sp\u00e4t",
            "uhr",
            "mein",
            "mit",
            "von",
            "f\u00fcr",
            "auf",
            "kannst",
            "kann",
            "hei\u00dfe",
            "tsch\u00fcss",
            "morgen",
            "heute",
            "sind",
            "haben",
            "habe",
            "wird",
            "werden",
            "dem",
            "den",
            "zu",
            "im",
            "rechne",
            "moin",
            "servus");
    private static final Set<String> ENGLISH_WORDS = Set.of(
            "i", "you", "he", "she", "we", "they", "is", "am", "are", "and", "or", "the", "a", "an", "not", "how",
            "what", "who", "where", "why", "hello", "hi", "thanks", "thank", "please", "my", "with", "of", "for", "on",
            "can", "have", "has", "will", "to", "in", "do", "does", "time", "day", "bye", "morning", "today", "your",
            "it");

    /** What a text is written in; of two allowed languages the likelier, English when nothing speaks for either. */
    static Language of(String text, List<String> allowed) {
        if (allowed.size() == 1) {
            return allowed.getFirst().toLowerCase(Locale.ROOT).startsWith("de") ? GERMAN : ENGLISH;
        }
        int german = 0;
        int english = 0;
        for (String word : NON_LETTERS.split(text.toLowerCase(Locale.ROOT))) {
            german += GERMAN_WORDS.contains(word) ? 1 : 0;
            english += ENGLISH_WORDS.contains(word) ? 1 : 0;
        }
        boolean umlauts = text.chars().anyMatch(c -> "\u00e4\u00f6\u00fc\u00c4\u00d6\u00dc\u00df".indexOf(c) >= 0);
        return german + (umlauts ? 1 : 0) > english ? GERMAN : ENGLISH;
    }

    String code() {
        return this == GERMAN ? "de" : "en";
    }

    String say(String german, String english) {
        return this == GERMAN ? german : english;
    }

    String toolResult(String result) {
        return say("Das Ergebnis ist " + result + ".", "The result is " + result + ".");
    }
}
