package de.lopezitwelt.chat.search.index;

import de.lopezitwelt.platform.persistence.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The prefix of a user's words in the index, so that a search does not walk through the words of other users. */
public final class SearchPrefix {
    private static final int LENGTH = 4;
    private static final int BITS = 5;
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final int BYTES_BEFORE = 4;

    private SearchPrefix() {}

    /**
     * Four digits to the base of 32: short, because every word of the index has them. One user in a million shares them
     * with another user, whose words are then read for nothing: rows are separated by user as well.
     */
    public static String of(String userId) {
        int bits = ByteBuffer.wrap(Sha256.of(userId)).getInt();
        StringBuilder prefix = new StringBuilder(LENGTH);
        for (int digit = 0; digit < LENGTH; digit++) {
            prefix.append(DIGITS.charAt(bits & (DIGITS.length() - 1)));
            bits >>>= BITS;
        }
        return prefix.toString();
    }

    /** Eight hexadecimal digits, as the previous version wrote them. */
    static String before(String userId) {
        return HexFormat.of().formatHex(Sha256.of(userId), 0, BYTES_BEFORE);
    }

    public static String words(List<String> keys, String prefix) {
        return keys.stream().map(prefix::concat).collect(Collectors.joining(" "));
    }
}
