package de.lopezitwelt.auth.token.rotation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes refresh tokens. The first of a family is random, and each successor is HMAC(server key, predecessor ‖ family).
 * A client that presents the predecessor again can therefore get the same successor, although only hashes are stored.
 */
public final class RefreshSecrets {
    private static final String MAC = "HmacSHA256";
    private static final int TOKEN_BYTES = 32;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final SecureRandom random;

    /** @param key at least 32 bytes, the same on all instances */
    RefreshSecrets(byte[] key, SecureRandom random) {
        if (key.length < TOKEN_BYTES) {
            throw new IllegalArgumentException("The refresh key is shorter than " + TOKEN_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, MAC);
        this.random = random;
    }

    public String first() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return TEXT.encodeToString(bytes);
    }

    public String successor(String predecessor, String familyId) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(predecessor.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return TEXT.encodeToString(mac.doFinal(familyId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The stored form of a token: SHA-256 in lower-case hex. */
    public static String stored(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
