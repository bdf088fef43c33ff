package de.lopezitwelt.auth.apikey.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the table holds instead of the key. 178 random bits need no slow hash. */
public final class ApiKeyDigest {
    private ApiKeyDigest() {}

    /** SHA-256 in lower-case hex. */
    public static String of(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
