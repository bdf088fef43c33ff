package de.lopezitwelt.auth.erasure;

import de.lopezitwelt.platform.persistence.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * Says that a user was erased. Only a reader who has the user's id already can tell which user.
 *
 * @param salt 16 random bytes
 * @param subjectHash SHA-256 over salt and user id
 */
public record RegisterEntry(byte[] salt, byte[] subjectHash, Instant erasedAt) {
    private static final int SALT_BYTES = 16;

    public static RegisterEntry of(String userId, SecureRandom random, Instant now) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new RegisterEntry(salt, hash(salt, userId), now);
    }

    boolean names(String userId) {
        return MessageDigest.isEqual(subjectHash, hash(salt, userId));
    }

    private static byte[] hash(byte[] salt, String userId) {
        MessageDigest digest = Sha256.start();
        digest.update(salt);
        return digest.digest(userId.getBytes(StandardCharsets.US_ASCII));
    }
}
