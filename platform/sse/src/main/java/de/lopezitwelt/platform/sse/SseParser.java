package de.lopezitwelt.platform.sse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits a byte stream into Server-Sent Events (WHATWG HTML §9.2.6). It works on bytes, so the network may cut
 * characters and lines anywhere. An event that arrives whole is not copied, and at most one unfinished event is kept.
 * Not thread safe.
 */
public final class SseParser {

    /** Takes what the parser finds. The arrays are valid during the call only. */
    @FunctionalInterface
    public interface Sink {

        /**
         * The data of one event, which may be empty.
         *
         * @return false to ignore everything that follows
         */
        boolean event(byte[] bytes, int from, int length);

        /**
         * A line that starts with a brace, which no field of an event does. Servers that fail in the middle of a stream
         * write their error like that.
         *
         * @return false to ignore everything that follows
         */
        default boolean strayJson(byte[] bytes, int from, int length) {
            return true;
        }
    }

    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};

    private final int maxEventBytes;
    private final Sink sink;

    /** Bytes of an unfinished line. */
    private byte[] carry = new byte[512];

    private int carried;

    /** Data of an event that has several lines or was cut by the network. */
    private byte[] data = new byte[512];

    private int dataLength;
    private boolean hasData;

    private byte[] name = new byte[32];
    private int nameLength;

    private boolean skipLineFeed;
    private boolean atStart = true;
    private boolean stopped;

    /**
     * Creates a parser for one stream.
     *
     * @param maxEventBytes the data of an event, and a line, may have this many bytes
     */
    public SseParser(int maxEventBytes, Sink sink) {
        this.maxEventBytes = maxEventBytes;
        this.sink = sink;
    }

    /**
     * Reads more of the stream.
     *
     * @param to the index after the last byte to read
     * @throws OversizedEvent when an event is larger than allowed
     */
    public void feed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !stopped) {
            if (skipLineFeed) {
                skipLineFeed = false;
                if (bytes[at] == LF) {
                    at++;
                    continue;
                }
            }
            int end = lineEnd(bytes, at, to);
            if (end == to) {
                keep(bytes, at, to);
                return;
            }
            skipLineFeed = bytes[end] == CR;
            if (carried > 0) {
                keep(bytes, at, end);
                int length = carried;
                carried = 0;
                line(carry, 0, length, false);
            } else {
                line(bytes, at, end, endsEvent(bytes, end, to));
            }
            at = end + 1;
        }
    }

    /**
     * Hands on an event that the end of the stream cut off. The standard drops it; call this only for senders that are
     * known to leave out the last line ends.
     */
    public void end() {
        if (stopped) {
            return;
        }
        int length = carried;
        carried = 0;
        if (length > 0) {
            line(carry, 0, length, false);
        }
        if (!stopped) {
            dispatch();
        }
    }

    /** Whether the event that is being handed on has this name, given in ASCII. */
    public boolean named(String asciiName) {
        if (asciiName.length() != nameLength) {
            return false;
        }
        for (int i = 0; i < nameLength; i++) {
            if (name[i] != asciiName.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The name of the event that is being handed on; {@code message} for one without a name. */
    public String name() {
        return nameLength == 0 ? "message" : new String(name, 0, nameLength, StandardCharsets.UTF_8);
    }

    private static int lineEnd(byte[] bytes, int at, int to) {
        int end = at;
        while (end < to && bytes[end] != LF && bytes[end] != CR) {
            end++;
        }
        return end;
    }

    /** Whether a blank line follows for certain, so that the line's data need not be kept. */
    private static boolean endsEvent(byte[] bytes, int end, int to) {
        int next = end + 1;
        if (bytes[end] == CR && next < to && bytes[next] == LF) {
            next++;
        }
        return next < to && (bytes[next] == LF || bytes[next] == CR);
    }

    private void line(byte[] bytes, int from, int to, boolean last) {
        int start = from;
        if (atStart) {
            atStart = false;
            start += byteOrderMark(bytes, from, to);
        }
        if (start == to) {
            dispatch();
            return;
        }
        if (bytes[start] == '{') {
            stopped = !sink.strayJson(bytes, start, to - start);
            return;
        }
        int value = valueOf(DATA, bytes, start, to);
        if (value >= 0) {
            data(bytes, value, to, last);
            return;
        }
        value = valueOf(EVENT, bytes, start, to);
        if (value >= 0) {
            name = withRoom(name, to - value);
            System.arraycopy(bytes, value, name, 0, to - value);
            nameLength = to - value;
        }
    }

    private static int byteOrderMark(byte[] bytes, int from, int to) {
        boolean mark = to - from >= 3
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf;
        return mark ? 3 : 0;
    }

    /** Where the value of a line with this field starts; -1 for a line with another one. */
    private static int valueOf(byte[] field, byte[] bytes, int from, int to) {
        int colon = from + field.length;
        if (colon > to || !Arrays.equals(bytes, from, colon, field, 0, field.length)) {
            return -1;
        }
        if (colon == to) {
            return to;
        }
        if (bytes[colon] != ':') {
            return -1;
        }
        int value = colon + 1;
        return value < to && bytes[value] == ' ' ? value + 1 : value;
    }

    private void data(byte[] bytes, int from, int to, boolean last) {
        if (last && !hasData) {
            checkSize(to - from);
            stopped = !sink.event(bytes, from, to - from);
            return;
        }
        int separator = hasData ? 1 : 0;
        int length = dataLength + separator + to - from;
        checkSize(length);
        data = withRoom(data, length);
        if (separator == 1) {
            data[dataLength++] = LF;
        }
        System.arraycopy(bytes, from, data, dataLength, to - from);
        dataLength = length;
        hasData = true;
    }

    /** A blank line: the event ends, and the next one has no name yet. */
    private void dispatch() {
        if (hasData) {
            int length = dataLength;
            hasData = false;
            dataLength = 0;
            stopped = !sink.event(data, 0, length);
        }
        nameLength = 0;
    }

    private void keep(byte[] bytes, int from, int to) {
        int length = carried + to - from;
        checkSize(length);
        carry = withRoom(carry, length);
        System.arraycopy(bytes, from, carry, carried, to - from);
        carried = length;
    }

    private void checkSize(int length) {
        if (length > maxEventBytes) {
            throw new OversizedEvent();
        }
    }

    private static byte[] withRoom(byte[] array, int length) {
        return array.length >= length ? array : Arrays.copyOf(array, Math.max(length, array.length * 2));
    }
}
