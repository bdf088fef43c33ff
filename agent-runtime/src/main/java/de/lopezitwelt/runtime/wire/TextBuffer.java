package de.lopezitwelt.runtime.wire;

import java.util.Arrays;

/**
 * Decodes raw JSON strings (UTF-8 with escapes) into text. The text is always well-formed: invalid UTF-8 and unpaired
 * surrogates become U+FFFD. A high surrogate at the end is held back until its other half arrives. Not thread safe.
 */
public final class TextBuffer {

    private static final char REPLACEMENT = '\ufffd';

    private final boolean mending;
    private char[] chars = new char[64];
    private int length;

    /** Whether the last character is the first half of a surrogate pair. */
    private boolean half;

    public TextBuffer() {
        this(true);
    }

    /** @param mending false for a piece of a text, whose halves may find their others in the pieces beside it */
    TextBuffer(boolean mending) {
        this.mending = mending;
    }

    /**
     * Appends the content of a JSON string.
     *
     * @param from the index after the opening quote
     * @param to the index of the closing quote
     * @return the UTF-8 size of the appended text, in bytes
     */
    int appendEscaped(byte[] json, int from, int to) {
        makeRoom(to - from);
        int before = length;
        int extra = 0;
        int at = from;
        while (at < to) {
            byte b = json[at];
            if (b >= 0 && b != '\\') {
                if (half) {
                    mendHalf();
                }
                do {
                    chars[length++] = (char) b;
                } while (++at < to && (b = json[at]) >= 0 && b != '\\');
            } else {
                int added = length;
                at = b == '\\' ? escape(json, at, to) : multibyte(json, at, to);
                while (added < length) {
                    extra += sizeBeyondOne(chars[added++]);
                }
            }
        }
        return length - before + extra;
    }

    /** UTF-8 bytes of a character beyond the first; each half of a surrogate pair counts as two bytes in all. */
    private static int sizeBeyondOne(char c) {
        return c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }

    private int escape(byte[] json, int at, int to) {
        if (at + 1 == to) {
            add(REPLACEMENT);
            return to;
        }
        char escaped = (char) (json[at + 1] & 0xff);
        switch (escaped) {
            case 'n' -> add('\n');
            case 't' -> add('\t');
            case 'r' -> add('\r');
            case 'b' -> add('\b');
            case 'f' -> add('\f');
            case 'u' -> {
                int code = hex(json, at + 2, to);
                add(code < 0 ? REPLACEMENT : (char) code);
                return code < 0 ? at + 2 : at + 6;
            }
            default -> {
                if (escaped >= 0x80) {
                    return multibyte(json, at + 1, to);
                }
                add(escaped);
            }
        }
        return at + 2;
    }

    private static int hex(byte[] json, int at, int to) {
        if (at + 4 > to) {
            return -1;
        }
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(json[i], 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    /**
     * Decodes one character of several bytes. Surrogates that are encoded one by one (CESU-8, as some Java code writes
     * them) are accepted too.
     */
    private int multibyte(byte[] json, int at, int to) {
        int lead = json[at] & 0xff;
        int more =
                lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
        int code = more == 0 ? 0 : lead & 0x3f >> more;
        int next = at + 1;
        while (next <= at + more && next < to && (json[next] & 0xc0) == 0x80) {
            code = code << 6 | json[next++] & 0x3f;
        }
        boolean whole = more > 0 && next == at + 1 + more;
        boolean shortest = more == 1 || more == 2 && code >= 0x800 || more == 3 && code >= 0x10000 && code <= 0x10ffff;
        if (!whole || !shortest) {
            add(REPLACEMENT);
            return next;
        }
        if (code < 0x10000) {
            add((char) code);
        } else {
            add(Character.highSurrogate(code));
            add(Character.lowSurrogate(code));
        }
        return next;
    }

    private void add(char c) {
        if (!mending) {
            chars[length++] = c;
            return;
        }
        if (Character.isLowSurrogate(c)) {
            chars[length++] = half ? c : REPLACEMENT;
            half = false;
            return;
        }
        if (half) {
            mendHalf();
        }
        chars[length++] = c;
        half = Character.isHighSurrogate(c);
    }

    /** The pending half has no partner: replaces it. */
    private void mendHalf() {
        chars[length - 1] = REPLACEMENT;
        half = false;
    }

    /** Appends text that is decoded already. */
    public void append(CharSequence text) {
        makeRoom(text.length());
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
    }

    private void makeRoom(int more) {
        if (length + more > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(length + more, chars.length * 2));
        }
    }

    /**
     * Takes the text out.
     *
     * @param ended whether nothing follows, so that an unpaired half at the end is replaced and not held back
     */
    public String take(boolean ended) {
        if (ended && half) {
            mendHalf();
        }
        int taken = half ? length - 1 : length;
        if (taken == 0) {
            return "";
        }
        String text = new String(chars, 0, taken);
        if (half) {
            chars[0] = chars[taken];
        }
        length -= taken;
        return text;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The text so far, including an unpaired half at the end. */
    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
