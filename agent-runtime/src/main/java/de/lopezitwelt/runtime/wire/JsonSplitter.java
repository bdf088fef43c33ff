package de.lopezitwelt.runtime.wire;

import java.util.Arrays;

/**
 * Cuts a byte stream into JSON objects. The stream may hold one object, several (one per line, or one after the other),
 * or one array of objects. At most one unfinished object is kept. Not thread safe.
 */
public final class JsonSplitter {

    /** Receives the objects. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Receives one complete object. The array is valid during the call only.
         *
         * @return false to ignore everything that follows
         */
        boolean object(byte[] bytes, int from, int length);
    }

    private final int maxBytes;
    private final Sink sink;
    private byte[] carry = new byte[512];
    private int carried;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean stopped;

    /**
     * Creates a splitter for one stream.
     *
     * @param maxBytes the largest size of one object
     */
    public JsonSplitter(int maxBytes, Sink sink) {
        this.maxBytes = maxBytes;
        this.sink = sink;
    }

    /**
     * Reads more of the stream.
     *
     * @param to the index after the last byte to read
     * @return false when an object is too large; nothing more is read then
     */
    public boolean feed(byte[] bytes, int from, int to) {
        int start = depth > 0 ? from : -1;
        for (int i = from; i < to && !stopped; i++) {
            byte b = bytes[i];
            if (inString) {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (depth == 0) {
                if (b == '{') {
                    start = i;
                    depth = 1;
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if ((b == '}' || b == ']') && --depth == 0) {
                if (!object(bytes, start, i + 1)) {
                    return false;
                }
                start = -1;
            }
        }
        return stopped || start < 0 || keep(bytes, start, to);
    }

    private boolean object(byte[] bytes, int start, int to) {
        if (carried == 0) {
            if (to - start > maxBytes) {
                stopped = true;
                return false;
            }
            stopped = !sink.object(bytes, start, to - start);
            return true;
        }
        if (!keep(bytes, start, to)) {
            return false;
        }
        int length = carried;
        carried = 0;
        stopped = !sink.object(carry, 0, length);
        return true;
    }

    private boolean keep(byte[] bytes, int from, int to) {
        int length = carried + to - from;
        if (length > maxBytes) {
            stopped = true;
            return false;
        }
        if (length > carry.length) {
            carry = Arrays.copyOf(carry, Math.max(length, carry.length * 2));
        }
        System.arraycopy(bytes, from, carry, carried, to - from);
        carried = length;
        return true;
    }
}
