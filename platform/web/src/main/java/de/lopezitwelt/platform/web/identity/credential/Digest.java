package de.lopezitwelt.platform.web.identity.credential;

import de.lopezitwelt.platform.persistence.Sha256;
import java.nio.ByteBuffer;

/** SHA-256 of a whole credential, as a key of caches, so that they keep no credential in memory. */
record Digest(long first, long second, long third, long fourth) {
    static Digest of(String credential) {
        var bytes = ByteBuffer.wrap(Sha256.of(credential));
        return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
}
