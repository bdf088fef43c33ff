package de.lopezitwelt.platform.web.sealing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes 256-bit random tokens: so long that SHA-256 without salt or stretching is enough to store them. */
public final class OneTimeSecrets {
    /** No token of ours is longer, so a longer one need not be looked up. */
    public static final int LONGEST = 128;

    private static final int BYTES = 32;

    private final SecureRandom random;

    public OneTimeSecrets(SecureRandom random) {
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
        return HexFormat.of().formatHex(sha256(secret));
    }

    /** What is sent before the secret itself, which then shows who began (RFC 7636 §4.2, S256). */
    public static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier));
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
