package de.lopezitwelt.runtime.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from bytes, forward only. It skips unread values by looking only at quotes and brackets: their depth,
 * numbers and bytes are not checked. It builds no tree and allocates only the strings that a caller asks for.
 *
 * <p>The caller must consume every value, by the method for its kind or by {@link #skip}. Reading past a damaged
 * structure or the end throws {@link UnreadableJson}; no input makes it throw anything else. Not thread safe, but
 * reusable.
 */
public final class JsonReader {

    /** What a value is, by its first byte. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        NULL,
        /** Something else, or nothing at all. */
        OTHER
    }

    private final FieldNames names;
    private final TextBuffer scratch = new TextBuffer();
    private final TextBuffer pieces = new TextBuffer(false);
    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    public JsonReader(FieldNames names) {
        this.names = names;
    }

    /** Begins to read a JSON text. A byte order mark and blanks before it are skipped. */
    public JsonReader read(byte[] source, int from, int length) {
        bytes = source;
        at = from;
        end = from + length;
        if (length >= 3 && bytes[at] == (byte) 0xef && bytes[at + 1] == (byte) 0xbb && bytes[at + 2] == (byte) 0xbf) {
            at += 3;
        }
        return this;
    }

    /** The kind of the next value. */
    public Kind kind() {
        skipBlanks();
        return at == end
                ? Kind.OTHER
                : switch (bytes[at]) {
                    case '{' -> Kind.OBJECT;
                    case '[' -> Kind.ARRAY;
                    case '"' -> Kind.STRING;
                    case '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
                    case 't', 'T' -> Kind.TRUE;
                    case 'f', 'F' -> Kind.FALSE;
                    case 'n' -> Kind.NULL;
                    case 'N' -> at + 1 < end && bytes[at + 1] == 'o' ? Kind.NULL : Kind.OTHER;
                    default -> Kind.OTHER;
                };
    }

    /** Whether nothing but blanks follows. */
    boolean atEnd() {
        skipBlanks();
        return at == end;
    }

    /** Enters an object. When the value is no object, skips it and returns false. */
    public boolean enterObject() {
        return enter('{');
    }

    /** Enters an array. When the value is no array, skips it and returns false. */
    public boolean enterArray() {
        return enter('[');
    }

    private boolean enter(char bracket) {
        skipBlanks();
        if (at < end && bytes[at] == bracket) {
            at++;
            return true;
        }
        skip();
        return false;
    }

    /**
     * The name of the entered object's next field, {@link FieldNames#OTHER} for an unknown one; null at the object's
     * end.
     */
    public @Nullable String nextField() {
        skipBlanksAndCommas();
        if (at == end) {
            throw new UnreadableJson();
        }
        if (bytes[at] == '}') {
            at++;
            return null;
        }
        if (bytes[at] != '"') {
            throw new UnreadableJson();
        }
        int from = at + 1;
        int to = stringEnd(at);
        at = to + 1;
        skipBlanks();
        if (at == end || bytes[at] != ':') {
            throw new UnreadableJson();
        }
        at++;
        return name(from, to);
    }

    private String name(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                scratch.take(true);
                scratch.appendEscaped(bytes, from, to);
                byte[] plain = scratch.take(true).getBytes(StandardCharsets.UTF_8);
                return names.find(plain, 0, plain.length);
            }
        }
        return names.find(bytes, from, to);
    }

    /** Whether the entered array has another element. At its end, consumes the end and returns false. */
    public boolean nextElement() {
        skipBlanksAndCommas();
        if (at == end || bytes[at] == '}') {
            throw new UnreadableJson();
        }
        if (bytes[at] == ']') {
            at++;
            return false;
        }
        return true;
    }

    /** The place where the next value begins; {@link #goBack} returns to it. */
    public int here() {
        skipBlanks();
        return at;
    }

    /** Goes to a place that {@link #here} returned for the same text. */
    public void goBack(int place) {
        at = place;
    }

    /** The unchanged text from a place to the current position. */
    public String since(int place) {
        return new String(bytes, place, at - place, StandardCharsets.UTF_8);
    }

    /** Skips a value, even if its content is malformed. */
    public void skip() {
        skipBlanks();
        if (at == end) {
            throw new UnreadableJson();
        }
        switch (bytes[at]) {
            case '"' -> at = stringEnd(at) + 1;
            case '{', '[' -> at = bracketsEnd(at);
            default -> at = literalEnd();
        }
    }

    /**
     * Appends a string, or the digits of a number, to a text. Anything else is skipped.
     *
     * @return how many bytes were added, counted in UTF-8
     */
    public int appendTo(TextBuffer text) {
        Kind kind = kind();
        int from = at;
        skip();
        return switch (kind) {
            case STRING -> text.appendEscaped(bytes, from + 1, at - 1);
            case NUMBER -> text.appendEscaped(bytes, from, at);
            default -> 0;
        };
    }

    /** A string, or the digits of a number; null for anything else. */
    public @Nullable String text() {
        return text(scratch);
    }

    /** Like the method above, for a piece of a text: halves of surrogate pairs stay for the pieces beside it. */
    public @Nullable String piece() {
        return text(pieces);
    }

    private @Nullable String text(TextBuffer buffer) {
        Kind kind = kind();
        if (kind != Kind.STRING && kind != Kind.NUMBER) {
            skip();
            return null;
        }
        buffer.take(true);
        appendTo(buffer);
        return buffer.take(true);
    }

    /** Any value as unchanged JSON text; a string without its quotes and escapes. */
    public String raw() {
        Kind kind = kind();
        if (kind == Kind.STRING) {
            String text = text();
            return text == null ? "" : text;
        }
        int from = at;
        skip();
        return new String(bytes, from, at - from, StandardCharsets.UTF_8);
    }

    /**
     * A whole number. It may be written as a string; a fraction is cut off.
     *
     * @return -1 for anything else, for negative numbers and for those beyond {@link Integer#MAX_VALUE}
     */
    public int count() {
        Kind kind = kind();
        int from = at;
        skip();
        int to = at;
        if (kind == Kind.STRING) {
            from++;
            to--;
        } else if (kind != Kind.NUMBER) {
            return -1;
        }
        return count(from, to);
    }

    private int count(int from, int to) {
        long count = 0;
        int i = from;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            count = count * 10 + bytes[i++] - '0';
            if (count > Integer.MAX_VALUE) {
                return -1;
            }
        }
        boolean whole = i == to;
        boolean exponent = false;
        for (int rest = i; rest < to; rest++) {
            exponent |= bytes[rest] == 'e' || bytes[rest] == 'E';
        }
        if (i > from && (whole || bytes[i] == '.' && !exponent)) {
            return (int) count;
        }
        return exponent && i > from ? scientific(from, to) : -1;
    }

    private int scientific(int from, int to) {
        try {
            double number = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
            return number >= 0 && number <= Integer.MAX_VALUE ? (int) number : -1;
        } catch (NumberFormatException odd) {
            return -1;
        }
    }

    private void skipBlanks() {
        while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
    }

    private void skipBlanksAndCommas() {
        while (at < end && (bytes[at] == ',' || bytes[at] <= ' ' && bytes[at] >= 0)) {
            at++;
        }
    }

    /** The index of the quote that closes the string which opens at this index. */
    private int stringEnd(int open) {
        int i = open + 1;
        while (i < end) {
            byte b = bytes[i];
            if (b == '"') {
                return i;
            }
            i += b == '\\' ? 2 : 1;
        }
        throw new UnreadableJson();
    }

    private int bracketsEnd(int open) {
        int depth = 0;
        int i = open;
        while (i < end) {
            switch (bytes[i]) {
                case '"' -> i = stringEnd(i);
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (--depth == 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
            i++;
        }
        throw new UnreadableJson();
    }

    private int literalEnd() {
        int i = at;
        while (i < end && bytes[i] != ',' && bytes[i] != '}' && bytes[i] != ']' && !blank(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean blank(byte b) {
        return b >= 0 && b <= ' ';
    }
}
