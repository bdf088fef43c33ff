package de.lopezitwelt.chat.attachment.content;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which encoding a text that is not UTF-8 has. ICU recognises languages by the frequency of letters, which needs a few
 * sentences. For short texts, the plausibility of the text in each encoding decides.
 */
final class EncodingPolicy {
    /** Bytes that are examined, around the first one that is not ASCII. */
    private static final int SAMPLE = 65_536;

    private static final int BEFORE = 1024;
    /** The usual encoding wins a tie, for instance in German, where both decode to the same text. */
    private static final int BIAS = 12;

    private static final int FULL = 100;
    /** Highest first byte of common two-byte characters; the others are hardly used. */
    private static final int LAST_COMMON_GB2312 = 0xd7;

    private static final int LAST_COMMON_BIG5 = 0xc6;
    private static final int LAST_COMMON_JIS = 0xcf;
    /** For a character beside another one that is not ASCII: rare in Latin texts, usual in all others. */
    private static final double CROWDED = 0.6;

    private static final int DETECTABLE = 12_000;

    /**
     * An encoding that people have texts in.
     *
     * @param matches names under which ICU finds it
     * @param expected the letters that its texts are made of
     */
    private record Candidate(Charset charset, Set<String> matches, IntPredicate expected, boolean latin, int bias) {}

    private static final Charset EUC_JP = Charset.forName("EUC-JP");
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final Charset BIG5 = Charset.forName("Big5");

    private static final List<Candidate> OLDER = List.of(
            latin("windows-1252", BIAS, "ISO-8859-1", "windows-1252"),
            latin("windows-1250", 1, "ISO-8859-2", "windows-1250"),
            latin("ISO-8859-2", 0, "ISO-8859-2", "windows-1250"),
            latin("windows-1254", 0, "ISO-8859-9", "windows-1254"),
            other("windows-1251", EncodingPolicy::isCyrillic, BIAS, "windows-1251"),
            other("KOI8-R", EncodingPolicy::isCyrillic, 1, "KOI8-R"),
            other("ISO-8859-5", EncodingPolicy::isCyrillic, 0, "ISO-8859-5"),
            other("IBM866", EncodingPolicy::isCyrillic, 0),
            other("windows-1253", of(UnicodeScript.GREEK), 1, "ISO-8859-7", "windows-1253"),
            other("ISO-8859-7", of(UnicodeScript.GREEK), 0, "ISO-8859-7", "windows-1253"),
            other("windows-1255", of(UnicodeScript.HEBREW), 0, "ISO-8859-8", "ISO-8859-8-I", "windows-1255"),
            other("windows-1256", of(UnicodeScript.ARABIC), 1, "windows-1256"),
            other("ISO-8859-6", of(UnicodeScript.ARABIC), 0, "ISO-8859-6"),
            other("TIS-620", of(UnicodeScript.THAI), 0),
            other("windows-31j", EncodingPolicy::isJapanese, 0, "Shift_JIS"),
            other("EUC-JP", EncodingPolicy::isJapanese, 0, "EUC-JP"),
            other("x-windows-949", point -> point >= 0xac00 && point <= 0xd7a3, 2, "EUC-KR"),
            other("GB18030", EncodingPolicy::isSimplified, 1, "GB18030"),
            other("Big5", EncodingPolicy::isTraditional, 0, "Big5"));

    private EncodingPolicy() {}

    /** ISO 2022 (RFC 1468, RFC 1557), which shifts between sets by escape sequences; null without any. */
    static @Nullable Charset shifting(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains("\u001b$B") || text.contains("\u001b$@")) {
            return Charset.forName("ISO-2022-JP");
        }
        return text.contains("\u001b$)C") ? Charset.forName("ISO-2022-KR") : null;
    }

    /** UTF-16 without a byte order mark, in the byte order that gives a text; null when neither does. */
    static @Nullable Charset wide(byte[] content) {
        if (content.length % 2 != 0) {
            return null;
        }
        byte[] sample = Arrays.copyOf(content, Math.min(content.length, SAMPLE));
        int little = commonIn(StandardCharsets.UTF_16LE, sample);
        int big = commonIn(StandardCharsets.UTF_16BE, sample);
        if (little <= 0 && big <= 0) {
            return null;
        }
        return little >= big ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    /** Number of blanks and ASCII letters; -1 when a character cannot be part of a text. */
    private static int commonIn(Charset charset, byte[] sample) {
        String text = sampled(charset, sample);
        if (text == null) {
            return -1;
        }
        int common = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isText(c) || Character.isISOControl(c) && !Character.isWhitespace(c)) {
                return -1;
            }
            boolean blank = Character.isWhitespace(c) || c == '\u3001' || c == '\u3002';
            common += blank || c < 0x80 ? 1 : 0;
        }
        return common;
    }

    /** Possible encodings, most likely first, without those that cannot decode every byte. */
    static List<Charset> older(byte[] content) {
        byte[] sample = sample(content);
        Map<String, Integer> confidence = confidence(sample);
        Map<Candidate, Integer> scores = new HashMap<>();
        for (Candidate candidate : OLDER) {
            String text = sampled(candidate.charset, sample);
            int likely = text == null ? -1 : likeliness(text, candidate);
            if (likely > FULL / 4) {
                int known = candidate.matches.stream()
                        .mapToInt(name -> confidence.getOrDefault(name, 0))
                        .max()
                        .orElse(0);
                scores.put(candidate, likely + known + candidate.bias);
            }
        }
        return scores.entrySet().stream()
                .sorted(Map.Entry.<Candidate, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> OLDER.indexOf(entry.getKey()), Comparator.naturalOrder()))
                .map(entry -> entry.getKey().charset)
                .toList();
    }

    private static Map<String, Integer> confidence(byte[] sample) {
        Map<String, Integer> confidence = new HashMap<>();
        CharsetDetector detector = new CharsetDetector();
        detector.setText(Arrays.copyOf(sample, Math.min(sample.length, DETECTABLE)));
        for (CharsetMatch match : detector.detectAll()) {
            confidence.merge(match.getName(), match.getConfidence(), Math::max);
        }
        return confidence;
    }

    /** The sample: from the beginning of a line before the first byte that is not ASCII. */
    private static byte[] sample(byte[] content) {
        int first = 0;
        while (first < content.length && content[first] >= 0) {
            first++;
        }
        int from = Math.max(0, first - BEFORE);
        while (from > 0 && from < first && content[from - 1] != '\n') {
            from++;
        }
        return Arrays.copyOfRange(content, from, Math.min(content.length, from + SAMPLE));
    }

    /** Null when a byte does not fit; the sample may end within a character. */
    private static @Nullable String sampled(Charset charset, byte[] sample) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(sample.length + 1);
        boolean whole = sample.length < SAMPLE;
        return decoder.decode(ByteBuffer.wrap(sample), text, whole).isError()
                ? null
                : text.flip().toString();
    }

    /** Percentage of the characters beyond ASCII that are plausible in their place; -1 when one cannot be part of a text. */
    private static int likeliness(String text, Candidate candidate) {
        int seen = 0;
        double good = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 || Character.isLowSurrogate(c)) {
                continue;
            }
            if (!isText(c) || Character.isISOControl(c)) {
                return -1;
            }
            seen++;
            good += weight(text, i, candidate);
        }
        return seen == 0 ? -1 : (int) (good * FULL / seen);
    }

    private static double weight(String text, int at, Candidate candidate) {
        char c = text.charAt(at);
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        char after = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
        if (!Character.isLetter(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
            return weightOfSign(c, before, after, candidate.latin);
        }
        if (!candidate.expected.test(c) || Character.isUpperCase(c) && Character.isLowerCase(before)) {
            return 0;
        }
        if (candidate.latin) {
            int neighbours = (before >= 0x80 ? 1 : 0) + (after >= 0x80 ? 1 : 0);
            return neighbours == 0 ? 1 : neighbours == 1 ? CROWDED : 0;
        }
        if (isAsciiLetter(before) || isAsciiLetter(after)) {
            return 0;
        }
        return Character.isUpperCase(c) && Character.isLetter(before) ? CROWDED : 1;
    }

    /** Plausible places: quotes, dashes and similar signs at the edges of words, other signs beside blanks and digits. */
    private static double weightOfSign(char c, char before, char after, boolean latin) {
        boolean within = Character.isLetter(before) && Character.isLetter(after);
        if (within) {
            return c == '\u2019' || c == '\u00ad' || c == '\u00b7' ? 1 : 0;
        }
        boolean beside = latin
                ? Character.isLetter(before) || Character.isLetter(after)
                : isAsciiLetter(before) || isAsciiLetter(after);
        boolean crowded = latin && (before >= 0x80 || after >= 0x80);
        return beside && !isPunctuation(c) ? 0 : crowded ? CROWDED : 1;
    }

    private static boolean isPunctuation(char c) {
        return c != '\u00b6'
                && switch (Character.getType(c)) {
                    case Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION,
                            Character.SPACE_SEPARATOR -> true;
                    default -> false;
                };
    }

    private static boolean isAsciiLetter(char c) {
        return c < 0x80 && Character.isLetter(c);
    }

    private static boolean isText(char c) {
        return switch (Character.getType(c)) {
            case Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    private static Candidate latin(String charset, int bias, String... matches) {
        return new Candidate(Charset.forName(charset), Set.of(matches), of(UnicodeScript.LATIN), true, bias);
    }

    private static Candidate other(String charset, IntPredicate expected, int bias, String... matches) {
        return new Candidate(Charset.forName(charset), Set.of(matches), expected, false, bias);
    }

    private static IntPredicate of(UnicodeScript script) {
        return point -> UnicodeScript.of(point) == script;
    }

    private static boolean isCyrillic(int point) {
        return point >= 0x410 && point <= 0x44f || "ёЁєЄіІїЇґҐўЎ".indexOf(point) >= 0;
    }

    private static boolean isJapanese(int point) {
        return point >= 0x3041 && point <= 0x30fe || isCommon(point, EUC_JP, LAST_COMMON_JIS);
    }

    private static boolean isSimplified(int point) {
        return isCommon(point, GB2312, LAST_COMMON_GB2312);
    }

    private static boolean isTraditional(int point) {
        return isCommon(point, BIG5, LAST_COMMON_BIG5);
    }

    private static boolean isCommon(int point, Charset charset, int last) {
        if (UnicodeScript.of(point) != UnicodeScript.HAN) {
            return false;
        }
        byte[] bytes = Character.toString(point).getBytes(charset);
        return bytes.length == 2 && (bytes[0] & 0xff) <= last;
    }
}
