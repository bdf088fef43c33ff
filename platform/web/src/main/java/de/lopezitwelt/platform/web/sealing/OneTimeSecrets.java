package de.lopezitwelt.platform.web.sealing;

import de.lopezitwelt.platform.persistence.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

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

    /** The stored form of a secret: SHA-256 in lower-case hex. */
    public static String digest(String secret) {
        return Sha256.hex(secret);
    }

    /** The code challenge of a verifier (RFC 7636 §4.2, S256). The verifier is sent later and proves that the same client began. */
    public static String challenge(String verifier) {
        return Sha256.base64Url(verifier);
    }
}
