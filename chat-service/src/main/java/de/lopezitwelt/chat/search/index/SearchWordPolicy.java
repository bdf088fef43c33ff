package de.lopezitwelt.chat.search.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Defines words, the same for messages and queries: letters and digits as {@link SearchLetterPolicy} compares them ("Müller" is
 * "muller"), without invisible characters. In scripts without spaces, in Korean, whose words carry their particles, and of emoji each
 * character counts as a word.
 */
public final class SearchWordPolicy {
    /**
     * InnoDB leaves out tokens of more than 84 characters ({@code innodb_ft_max_token_size}); 8 of them are the user's
     * prefix.
     */
    public static final int LONGEST = 76;

    /** Fewest letters of a query that find a word by a part within it. */
    public static final int SHORTEST_PART = 3;

    /** Marks the entry of a word's ending; no word begins like this. */
    private static final String TAIL = "__";
    /** Longest word that people write, in letters; longer ones are keys, hashes and images as text, whose parts nobody looks for. */
    private static final int LONGEST_WITH_TAILS = 48;
    /** Most characters of all endings of a message. */
    private static final int MOST_TAILS = 1_000_000;

    /** Thai is the first script without spaces. */
    private static final int FIRST_WHOLE = 0x0e00;

    private static final int FIRST_SYLLABLE = 0xac00;
    private static final int LAST_SYLLABLE = 0xd7a3;

    private static final Set<String> STOP_WORDS = stopWords();

    private SearchWordPolicy() {}

    /** Words that are too frequent to narrow a search down. */
    public static boolean isStopWord(String key) {
        return STOP_WORDS.contains(key);
    }

    /** The words in their order. */
    public static List<SearchWord> words(String text) {
        List<SearchWord> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int end = at + Character.charCount(point);
            if (isHangul(point)) {
                end = endOfHangul(text, end);
                addHangul(text, at, end, words);
            } else if (SearchLetterPolicy.isEmoji(point) && !SearchLetterPolicy.isUnseen(point)) {
                words.add(new SearchWord(SearchLetterPolicy.escaped(point), at, end));
            } else if (isPart(point)) {
                end = isWhole(point) ? end : endOfWord(text, end);
                String letters = letters(text.substring(at, end));
                if (!letters.isEmpty()) {
                    words.add(new SearchWord(letters, at, end));
                }
            }
            at = end;
        }
        return words;
    }

    /**
     * The index entries of a text: its words in their order, which phrases need, and then each ending of a word once, by
     * which a part within the word is found.
     */
    static List<String> entries(String text) {
        List<SearchWord> words = words(text);
        Set<String> tails = new LinkedHashSet<>();
        int length = 0;
        for (SearchWord word : words) {
            if (word.length() > LONGEST_WITH_TAILS) {
                continue;
            }
            for (String tail : word.tails(SHORTEST_PART)) {
                String entry = tailKey(tail);
                length += length < MOST_TAILS && tails.add(entry) ? entry.length() : 0;
            }
        }
        List<String> entries = new ArrayList<>(words.size() + tails.size());
        words.forEach(word -> entries.add(word.key()));
        entries.addAll(tails);
        return entries;
    }

    /** The entry of a word's ending, or of the beginning of an ending. */
    public static String tailKey(String letters) {
        return cut(TAIL + letters);
    }

    static String cut(String letters) {
        return letters.length() <= LONGEST ? letters : letters.substring(0, LONGEST);
    }

    /** The index after its last letter: invisible characters at its end are not part of it. */
    private static int endOfWord(String text, int from) {
        int end = from;
        for (int at = from; at < text.length(); ) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            boolean unseen = SearchLetterPolicy.isUnseen(point);
            if (!unseen && (!isPart(point) || isWhole(point) || isHangul(point))) {
                break;
            }
            end = unseen ? end : next;
            at = next;
        }
        return end;
    }

    private static boolean isPart(int point) {
        return (Character.isLetterOrDigit(point) || SearchLetterPolicy.isMark(point))
                && !SearchLetterPolicy.isUnseen(point);
    }

    private static boolean isWhole(int point) {
        return point >= FIRST_WHOLE
                && (Character.isIdeographic(point)
                        || switch (Character.UnicodeScript.of(point)) {
                            case HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
                            default -> false;
                        });
    }

    private static boolean isHangul(int point) {
        return point >= 0x1100 && Character.UnicodeScript.of(point) == Character.UnicodeScript.HANGUL;
    }

    private static int endOfHangul(String text, int from) {
        int end = from;
        while (end < text.length() && isHangul(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Adds a word for each syllable, also when it is written as single letters. */
    private static void addHangul(String text, int from, int to, List<SearchWord> words) {
        int at = from;
        while (at < to) {
            int end = at + 1;
            if (!isSyllable(text.charAt(at))) {
                while (end < to && !isSyllable(text.charAt(end))) {
                    end++;
                }
            }
            String composed = Normalizer.normalize(text.substring(at, end), Normalizer.Form.NFKC);
            for (int i = 0; i < composed.length(); i++) {
                String syllable = composed.substring(i, i + 1);
                int left = composed.length() - i - 1;
                int letters = end - at == 1
                        ? 1
                        : Normalizer.normalize(syllable, Normalizer.Form.NFD).length();
                int last = left == 0 ? end : Math.min(at + letters, end - left);
                words.add(new SearchWord(SearchLetterPolicy.escaped(syllable.charAt(0)), at, last));
                at = last;
            }
            at = end;
        }
    }

    private static boolean isSyllable(char c) {
        return c >= FIRST_SYLLABLE && c <= LAST_SYLLABLE;
    }

    private static String letters(String word) {
        return isPlain(word) ? word.toLowerCase(Locale.ROOT) : SearchLetterPolicy.folded(word);
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
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
