package de.lopezitwelt.runtime.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of the fields that a reader knows. A look-up returns a constant: reading a field allocates and hashes no
 * string, and a {@code switch} over names stays readable.
 */
public final class FieldNames {

    /** Stands for every unknown name. */
    public static final String OTHER = "";

    private final byte[][] bytes;
    private final String[] names;
    private final int mask;

    private FieldNames(String... known) {
        int size = Integer.highestOneBit(Math.max(4, known.length)) << 2;
        bytes = new byte[size][];
        names = new String[size];
        mask = size - 1;
        for (String name : known) {
            byte[] key = name.getBytes(StandardCharsets.UTF_8);
            int slot = slot(key, 0, key.length);
            while (bytes[slot] != null) {
                slot = slot + 1 & mask;
            }
            bytes[slot] = key;
            names[slot] = name.intern();
        }
    }

    /** @param known distinct names in ASCII */
    public static FieldNames of(String... known) {
        return new FieldNames(known);
    }

    private int slot(byte[] key, int from, int to) {
        if (from == to) {
            return 0;
        }
        int hash = (to - from) * 31 + key[from] * 7 + key[(from + to) >>> 1] * 13 + key[to - 1] * 3;
        return (hash ^ hash >>> 5) & mask;
    }

    /** The known name with these bytes; {@link #OTHER} when there is none. */
    String find(byte[] key, int from, int to) {
        int slot = slot(key, from, to);
        for (byte[] known = bytes[slot]; known != null; known = bytes[slot]) {
            if (Arrays.equals(known, 0, known.length, key, from, to)) {
                return names[slot];
            }
            slot = slot + 1 & mask;
        }
        return OTHER;
    }
}
