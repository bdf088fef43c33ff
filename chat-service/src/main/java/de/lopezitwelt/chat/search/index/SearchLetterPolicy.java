package de.lopezitwelt.chat.search.index;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which letters count as equal. Case, accents and width do not matter; a Latin letter equals the ASCII letter of
 * its shape (ø and o, ł and l, ı and i), a final form equals the usual one, and all digits equal those of ASCII.
 */
final class SearchLetterPolicy {
    private static final int COMBINING_GRAPHEME_JOINER = 0x34f;
    private static final int FIRST_SKIN_TONE = 0x1f3fb;
    private static final int LAST_SKIN_TONE = 0x1f3ff;
    private static final int FIRST_FLAG_LETTER = 0x1f1e6;
    private static final int LAST_FLAG_LETTER = 0x1f1ff;
    /** Smaller code points that Unicode calls pictographs are signs of ordinary texts, such as digits and ©. */
    private static final int FIRST_PICTURE = 0x203c;

    private static final int LAST_LATIN = 0xa7ff;
    private static final Pattern DRAWN_FROM = Pattern.compile("LATIN SMALL LETTER ([A-Z])(?: WITH .*)?");

    private static final Map<Integer, String> SAME = same();

    private SearchLetterPolicy() {}

    /** Invisible characters within words: soft hyphens, joiners, marks of byte order and direction, variants, skin tones. */
    static boolean isUnseen(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT -> true;
            case Character.NON_SPACING_MARK ->
                point == COMBINING_GRAPHEME_JOINER
                        || point >= 0xfe00 && point <= 0xfe0f
                        || point >= 0x180b && point <= 0x180f
                        || point >= 0xe0100 && point <= 0xe01ef;
            default -> point >= FIRST_SKIN_TONE && point <= LAST_SKIN_TONE;
        };
    }

    /** Each of its characters is a word. */
    static boolean isEmoji(int point) {
        return point >= FIRST_PICTURE
                && (Character.isExtendedPictographic(point)
                        || Character.isEmojiPresentation(point)
                        || point >= FIRST_FLAG_LETTER && point <= LAST_FLAG_LETTER);
    }

    static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** The word's letters in ASCII: any other letter becomes its hexadecimal number between underscores. */
    static String folded(String word) {
        String plain = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(plain.length());
        plain.codePoints().filter(point -> !isUnseen(point)).forEach(point -> append(letters, point));
        return letters.toString();
    }

    static String escaped(int point) {
        return '_' + Integer.toHexString(point) + '_';
    }

    private static void append(StringBuilder letters, int point) {
        String same = SAME.get(point);
        if (point < 0x80 && Character.isLetterOrDigit(point)) {
            letters.append((char) point);
        } else if (same != null) {
            letters.append(same);
        } else if (Character.isDigit(point)) {
            letters.append(Character.digit(point, 10));
        } else if (Character.isLetterOrDigit(point) || isMark(point) && isNeeded(point)) {
            letters.append(escaped(point));
        }
    }

    /** Accents and the points of Semitic scripts may be left out in writing; the vowels of Indian and Thai words may not. */
    private static boolean isNeeded(int mark) {
        return switch (UnicodeScript.of(mark)) {
            case INHERITED, COMMON, LATIN, GREEK, CYRILLIC, HEBREW, ARABIC, SYRIAC -> false;
            default -> true;
        };
    }

    private static Map<Integer, String> same() {
        Map<Integer, String> same = new HashMap<>();
        for (int point = 0x80; point <= LAST_LATIN; point++) {
            if (UnicodeScript.of(point) == UnicodeScript.LATIN && Character.isLowerCase(point)) {
                Matcher name = DRAWN_FROM.matcher(String.valueOf(Character.getName(point)));
                if (name.matches()) {
                    same.put(point, name.group(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        same.putAll(Map.of(
                (int) 'ß', "ss", (int) 'æ', "ae", (int) 'œ', "oe", (int) 'þ', "th", (int) 'ð', "d", (int) 'ŋ', "n",
                (int) 'ı', "i", (int) 'ȷ', "j", (int) 'ĸ', "k"));
        // Greek and Hebrew letters at the ends of words
        alike(same, "ςσ", "ךכ", "םמ", "ןנ", "ףפ", "ץצ");
        // Arabic and Persian keyboards, and letters that are often written without their dots
        alike(same, "کك", "یي", "ىي", "ةه");
        same.put((int) 'ـ', "");
        // letters that are drawn as apostrophes
        for (int point = 0x2b9; point <= 0x2c1; point++) {
            same.put(point, "");
        }
        return Map.copyOf(same);
    }

    private static void alike(Map<Integer, String> same, String... pairs) {
        for (String pair : pairs) {
            same.put((int) pair.charAt(0), escaped(pair.charAt(1)));
        }
    }
}
