package de.lopezitwelt.chat.title;

import de.lopezitwelt.runtime.wire.ThinkTags;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes titles for sessions without one. */
public final class TitlePolicy {
    private static final int LENGTH = 60;
    /** Longest part of a text that is searched for the first words. */
    private static final int LOOKED_AT = 500;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
    /**
     * Invisible characters, marks of direction and characters of markup. Joiners stay, because they distinguish words of Persian and
     * of Indian languages, and so do letters that this version of Java does not know.
     */
    private static final Pattern UNWANTED = Pattern.compile(
            "[\\p{Cf}\\p{Co}\\x{fdd0}-\\x{fdef}\\x{fffe}\\x{ffff}<>`*_#|\\\\\\[\\]{}&&[^\\x{200c}\\x{200d}]]+");

    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
    private static final Pattern LABEL = Pattern.compile("^(?:title|titel)\\s*:\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern EDGES = Pattern.compile("^[\\s\"'“”„‘’‚«»‹›.,;:-]+|[\\s\"'“”„‘’‚«»‹›.,;:-]+$");

    private TitlePolicy() {}

    /** The first words of a message, at most 60 characters; null when there are none. */
    public static @Nullable String firstWords(String content) {
        return cut(BLANKS.matcher(head(content)).replaceAll(" ").strip());
    }

    /**
     * A model's answer as a title: its first line with words, without markup, quotes, invisible characters and the model's
     * thoughts, at most 60 characters. Null when nothing is left.
     */
    public static @Nullable String generated(String answer) {
        for (String line : head(ThinkTags.behindClosing(answer)).split("\\R")) {
            String words = UNWANTED.matcher(TAG.matcher(line).replaceAll("")).replaceAll(" ");
            words = BLANKS.matcher(words).replaceAll(" ").strip();
            words = EDGES.matcher(LABEL.matcher(words).replaceFirst("")).replaceAll("");
            if (words.codePoints().anyMatch(Character::isLetterOrDigit)) {
                return cut(words);
            }
        }
        return null;
    }

    private static String head(String text) {
        return text.substring(0, Math.min(text.length(), LOOKED_AT));
    }

    private static @Nullable String cut(String text) {
        if (text.length() <= LENGTH) {
            return text.isEmpty() ? null : text;
        }
        int end = text.lastIndexOf(' ', LENGTH - 1);
        if (end < LENGTH / 2) {
            end = Character.isHighSurrogate(text.charAt(LENGTH - 2)) ? LENGTH - 2 : LENGTH - 1;
        }
        return text.substring(0, end) + '…';
    }
}
