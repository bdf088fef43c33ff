package de.lopezitwelt.runtime.wire;

import java.util.Arrays;

/**
 * Text in the making. It is filled from JSON strings as they stand on the wire, in UTF-8 and with escapes, and is always
 * well-formed: bytes that are no UTF-8 and halves of surrogate pairs that stay alone become U+FFFD. A half at the end is
 * kept back until its other half comes. Not thread safe.
 */
public final class TextBuffer {

    private static final char REPLACEMENT = '\ufffd';

    private char[] chars = new char[64];
    private int length;

    /** Whether the last character is the first half of a pair. */
    private boolean half;

    /**
     * Appends the inside of a JSON string.
     *
     * @param from the index after the opening quote
     * @param to the index of the closing quote
     * @return how many bytes the text counts in UTF-8
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

    /** Halves of a pair count two bytes each. */
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
     * Decodes one character of several bytes. A pair whose halves are encoded one by one (CESU-8, as Java writes it in
     * places) is taken too.
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

    /** The half before what follows stays alone. */
    private void mendHalf() {
        chars[length - 1] = REPLACEMENT;
        half = false;
    }

    /** Appends text of our own. */
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
     * @param ended whether no more follows, so that half a pair at the end stays alone
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

    /** The text so far, half a pair at the end included. */
    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
