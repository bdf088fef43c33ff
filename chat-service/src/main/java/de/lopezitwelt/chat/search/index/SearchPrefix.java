package de.lopezitwelt.chat.search.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The prefix of a user's words in the index, so that a search does not walk through the words of other users. */
public final class SearchPrefix {
    private static final int BYTES = 4;

    private SearchPrefix() {}

    /** Eight hexadecimal digits. Two users may share them, because rows are separated by user as well. */
    public static String of(String userId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(userId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String words(List<String> keys, String prefix) {
        return keys.stream().map(prefix::concat).collect(Collectors.joining(" "));
    }
}
