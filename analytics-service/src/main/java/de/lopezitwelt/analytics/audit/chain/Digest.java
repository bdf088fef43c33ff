package de.lopezitwelt.analytics.audit.chain;

import de.lopezitwelt.platform.persistence.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value, compared by content and shown in hexadecimal. */
public final class Digest {
    static final int LENGTH = 32;

    /** Stands for nothing to digest, and for the link before a chain's first row. */
    public static final Digest NONE = new Digest(new byte[LENGTH]);

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Digest ofStored(byte[] column) {
        return new Digest(column.clone());
    }

    /** Digests first and then text: the salt or the previous link, and what it covers. */
    static Digest over(byte[] first, String text) {
        MessageDigest sha256 = Sha256.start();
        sha256.update(first);
        return new Digest(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && MessageDigest.isEqual(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
