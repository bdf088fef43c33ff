package de.lopezitwelt.platform.web.idempotency;

import de.lopezitwelt.platform.persistence.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A request's key as it is stored: digests, so that neither the client's key nor what was sent can be read back.
 *
 * @param keyHash SHA-256 of caller, method, path and key
 * @param requestHash SHA-256 of query and body
 */
public record IdempotencyKey(byte[] keyHash, byte[] requestHash) {

    static byte[] digest(String... parts) {
        byte[][] bytes = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = parts[i].getBytes(StandardCharsets.UTF_8);
        }
        return digest(bytes);
    }

    static byte[] digest(byte[]... parts) {
        var sha256 = Sha256.start();
        for (byte[] bytes : parts) {
            sha256.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
            sha256.update((byte) ':');
            sha256.update(bytes);
        }
        return sha256.digest();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdempotencyKey that
                && Arrays.equals(keyHash, that.keyHash)
                && Arrays.equals(requestHash, that.requestHash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keyHash);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(keyHash, 0, 6);
    }
}
