package de.lopezitwelt.chat.search.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Defines words, the same for messages and queries: letters and digits, without regard to case, accents and umlauts
 * ("Müller" is "muller"). In scripts without spaces each character counts as a word. Stop words do not count.
 */
public final class SearchWordPolicy {
    /**
     * InnoDB leaves out tokens of more than 84 characters ({@code innodb_ft_max_token_size}); 8 of them are the user's
     * prefix.
     */
    public static final int LONGEST = 76;

    /** Thai is the first script without spaces. */
    private static final int FIRST_WHOLE = 0x0e00;

    private static final Set<String> STOP_WORDS = stopWords();

    private SearchWordPolicy() {}

    static boolean isStopWord(String key) {
        return STOP_WORDS.contains(key);
    }

    /** The words in their order, without stop words. */
    public static List<SearchWord> words(String text) {
        List<SearchWord> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int end = at + Character.charCount(point);
            if (isPart(point)) {
                end = isWhole(point) ? end : endOfWord(text, end);
                String key = key(text.substring(at, end));
                if (!key.isEmpty() && !isStopWord(key)) {
                    words.add(new SearchWord(key, at, end));
                }
            }
            at = end;
        }
        return words;
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            if (!isPart(point) || isWhole(point)) {
                break;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    private static boolean isPart(int point) {
        return Character.isLetterOrDigit(point) || Character.getType(point) == Character.NON_SPACING_MARK;
    }

    private static boolean isWhole(int point) {
        return point >= FIRST_WHOLE
                && (Character.isIdeographic(point)
                        || switch (Character.UnicodeScript.of(point)) {
                            case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
                            default -> false;
                        });
    }

    private static String key(String word) {
        return isPlain(word) ? cut(word.toLowerCase(Locale.ROOT)) : cut(folded(word));
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String cut(String key) {
        return key.length() <= LONGEST ? key : key.substring(0, LONGEST);
    }

    private static String folded(String word) {
        String folded = Normalizer.normalize(word.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(folded.length());
        folded.codePoints().forEach(point -> {
            if (point >= 'a' && point <= 'z' || point >= '0' && point <= '9') {
                key.append((char) point);
            } else if (Character.isLetterOrDigit(point)) {
                key.append('_').append(Integer.toHexString(point)).append('_');
            }
        });
        return key.toString();
    }

    private static Set<String> stopWords() {
        Set<String> words = new HashSet<>();
        try (var list = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SearchWordPolicy.class.getResourceAsStream("/search/stopwords.txt")),
                StandardCharsets.UTF_8))) {
            list.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> words.addAll(List.of(line.strip().split(" "))));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return Set.copyOf(words);
    }
}
