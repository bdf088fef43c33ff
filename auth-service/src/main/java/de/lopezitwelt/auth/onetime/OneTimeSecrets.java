package de.lopezitwelt.auth.onetime;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes 256-bit random tokens: so long that SHA-256 without salt or stretching is enough to store them. */
@Singleton
public class OneTimeSecrets {
    /** No token of ours is longer, so a longer one need not be looked up. */
    public static final int LONGEST = 128;

    private static final int BYTES = 32;

    private final SecureRandom random;

    OneTimeSecrets(SecureRandom random) {
        this.random = random;
    }

    /** 43 characters, URL-safe. */
    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is stored instead: SHA-256 in lower-case hex. */
    public static String digest(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
