package de.lopezitwelt.chat.attachment.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text file as characters: by its byte order mark, as UTF-8, as UTF-16 without a mark, or in the older encoding that
 * {@link EncodingPolicy} finds most likely.
 *
 * @param text without byte order mark, sequences of terminals (colors) and control characters other than tabs, line ends and form
 *     feeds
 * @param encoding as IANA names it
 */
record DecodedText(String text, String encoding) {
    /** Largest share of non-characters in a text; binary files have more. */
    private static final int MOST_CONTROLS_PERCENT = 10;

    /** Fewest valid sequences for each broken one, in a log that several programs have written. */
    private static final int VALID_FOR_EACH_BROKEN = 3;

    /** ECMA-48 §5.4 and 8.3.89: control sequences, and strings such as titles of windows. */
    private static final Pattern TERMINAL = Pattern.compile(
            "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|\u001b[ -/]*[0-~]");

    /** Encodings with another name in Java than elsewhere; browsers read both as extended by Microsoft (WHATWG Encoding §4.2). */
    private static final Map<String, String> NAMES = Map.of("windows-31j", "Shift_JIS", "x-windows-949", "EUC-KR");

    private static final Charset UTF_32_LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32_BE = Charset.forName("UTF-32BE");

    /** Null when the bytes are not a text. */
    static @Nullable DecodedText of(byte[] content) {
        DecodedText marked = marked(content);
        if (marked != null) {
            return marked;
        }
        boolean escapes = contains(content, (byte) 0x1b);
        if (escapes) {
            Charset shifting = EncodingPolicy.shifting(content);
            DecodedText shifted = shifting == null ? null : decoded(content, 0, shifting);
            if (shifted != null) {
                return shifted;
            }
        }
        DecodedText unicode = decoded(content, 0, StandardCharsets.UTF_8);
        if (unicode != null) {
            return unicode;
        }
        if (contains(content, (byte) 0)) {
            Charset wide = EncodingPolicy.wide(content);
            return wide == null ? null : decoded(content, 0, wide);
        }
        if (isMostlyUtf8(content)) {
            return clean(new String(content, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
        for (Charset older : EncodingPolicy.older(content)) {
            DecodedText read = decoded(content, 0, older);
            if (read != null) {
                return read;
            }
        }
        return null;
    }

    private static @Nullable DecodedText marked(byte[] content) {
        if (startsWith(content, 0xef, 0xbb, 0xbf)) {
            return decoded(content, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(content, 0xff, 0xfe, 0, 0)) {
            return decoded(content, 4, UTF_32_LE);
        }
        if (startsWith(content, 0, 0, 0xfe, 0xff)) {
            return decoded(content, 4, UTF_32_BE);
        }
        if (startsWith(content, 0xff, 0xfe)) {
            return decoded(content, 2, StandardCharsets.UTF_16LE);
        }
        return startsWith(content, 0xfe, 0xff) ? decoded(content, 2, StandardCharsets.UTF_16BE) : null;
    }

    /** Null when a byte does not fit, or too many characters are undefined. */
    private static @Nullable DecodedText decoded(byte[] content, int from, Charset charset) {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content, from, content.length - from))
                    .toString();
            return clean(text, charset);
        } catch (CharacterCodingException other) {
            return null;
        }
    }

    private static @Nullable DecodedText clean(String whole, Charset charset) {
        String text =
                whole.indexOf('\u001b') < 0 ? whole : TERMINAL.matcher(whole).replaceAll("");
        StringBuilder clean = new StringBuilder(text.length());
        int controls = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
                controls++;
            } else {
                clean.append(c);
            }
        }
        boolean binary = controls * 100L > (long) text.length() * MOST_CONTROLS_PERCENT;
        return binary ? null : new DecodedText(clean.toString(), NAMES.getOrDefault(charset.name(), charset.name()));
    }

    /** A log in UTF-8 may have a broken line, and a text may be cut within a character. */
    private static boolean isMostlyUtf8(byte[] content) {
        int broken = 0;
        int valid = 0;
        String text = new String(content, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\ufffd') {
                broken += i < text.length() - 1 ? 1 : 0;
            } else if (c >= 0x80 && !Character.isLowSurrogate(c)) {
                valid++;
            }
        }
        return valid > 0 && valid >= broken * VALID_FOR_EACH_BROKEN;
    }

    private static boolean contains(byte[] content, byte wanted) {
        for (byte one : content) {
            if (one == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] content, int... mark) {
        if (content.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((content[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
