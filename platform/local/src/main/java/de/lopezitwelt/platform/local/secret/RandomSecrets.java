package de.lopezitwelt.platform.local.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Draws secrets of 256 bits in the forms the services read. */
public final class RandomSecrets {
    private static final int BYTES = 32;
    /** Tink's AesGcmKey message: field 3, 32 bytes follow. */
    private static final byte[] AES_GCM_KEY_HEADER = {0x1a, 0x20};

    private final SecureRandom random;

    public RandomSecrets(SecureRandom random) {
        this.random = random;
    }

    /** A password or client secret: base64url without padding. */
    public String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /** A key in base64, as {@code lopez.auth.refresh-key} wants it. */
    public String key() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    /** A Tink JSON keyset with one AES-256-GCM key. */
    public String keyset() {
        byte[] message = new byte[AES_GCM_KEY_HEADER.length + BYTES];
        System.arraycopy(AES_GCM_KEY_HEADER, 0, message, 0, AES_GCM_KEY_HEADER.length);
        System.arraycopy(bytes(), 0, message, AES_GCM_KEY_HEADER.length, BYTES);
        int id = random.nextInt(1, Integer.MAX_VALUE);
        return """
                {"primaryKeyId":%d,"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
                "value":"%s","keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":%d,"outputPrefixType":"TINK"}]}
                """.formatted(id, Base64.getEncoder().encodeToString(message), id);
    }

    /** Lower-case hex SHA-256 of a secret's UTF-8, the only form the other side keeps. */
    public static String sha256(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
