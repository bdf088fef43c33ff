package de.lopezitwelt.runtime.openai;

import java.util.Arrays;

/**
 * Splits a byte stream into Server-Sent Events (WHATWG HTML §9.2.6) and hands on each event's data. Works on bytes, so
 * it does not matter where the network cuts characters or lines; an event that arrives whole is not copied. Keeps no
 * more than one unfinished event.
 */
final class SseParser {

    /** Takes the data of one event: valid only during the call. */
    @FunctionalInterface
    interface Sink {

        /** @return false to ignore everything that follows */
        boolean data(byte[] bytes, int from, int length);
    }

    private static final byte LF = '\n';
    private static final byte CR = '\r';

    private final int maxEventBytes;
    private final Sink sink;

    /** Bytes of an unfinished line. */
    private byte[] carry = new byte[512];

    private int carried;

    /** Data of an event that has more than one line or was cut by the network. */
    private byte[] data = new byte[512];

    private int dataLength;
    private boolean hasData;
    private boolean skipLineFeed;
    private boolean atStart = true;
    private boolean stopped;

    SseParser(int maxEventBytes, Sink sink) {
        this.maxEventBytes = maxEventBytes;
        this.sink = sink;
    }

    /**
     * @throws OversizedEvent when an event is larger than allowed
     */
    void feed(byte[] bytes, int from, int to) {
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
        int value = dataValue(bytes, start, to);
        if (value < 0) {
            return;
        }
        if (last && !hasData) {
            checkSize(to - value);
            stopped = !sink.data(bytes, value, to - value);
            return;
        }
        append(bytes, value, to);
    }

    private static int byteOrderMark(byte[] bytes, int from, int to) {
        boolean mark = to - from >= 3
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf;
        return mark ? 3 : 0;
    }

    /** Where the value of a {@code data} line starts; -1 for any other line. */
    private static int dataValue(byte[] bytes, int from, int to) {
        if (to - from < 4
                || bytes[from] != 'd'
                || bytes[from + 1] != 'a'
                || bytes[from + 2] != 't'
                || bytes[from + 3] != 'a') {
            return -1;
        }
        if (to - from == 4) {
            return to;
        }
        if (bytes[from + 4] != ':') {
            return -1;
        }
        int value = from + 5;
        return value < to && bytes[value] == ' ' ? value + 1 : value;
    }

    private void append(byte[] bytes, int from, int to) {
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

    private void dispatch() {
        if (hasData) {
            int length = dataLength;
            hasData = false;
            dataLength = 0;
            stopped = !sink.data(data, 0, length);
        }
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

    /** An event larger than allowed. */
    static final class OversizedEvent extends RuntimeException {

        OversizedEvent() {
            super("event too large", null, false, false);
        }
    }
}
