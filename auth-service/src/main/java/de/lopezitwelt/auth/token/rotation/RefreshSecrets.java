package de.lopezitwelt.auth.token.rotation;

import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes refresh tokens. The first of a family is random, and each successor is HMAC(server key, predecessor ‖ family).
 * A client that presents the predecessor again can therefore get the same successor, although only hashes are stored.
 */
public final class RefreshSecrets {
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final OneTimeSecrets random;

    /** @param key at least 32 bytes, the same on all instances */
    RefreshSecrets(byte[] key, SecureRandom random) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException("The refresh key is shorter than " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, MAC);
        this.random = new OneTimeSecrets(random);
    }

    public String first() {
        return random.next();
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
        return OneTimeSecrets.digest(token);
    }
}
