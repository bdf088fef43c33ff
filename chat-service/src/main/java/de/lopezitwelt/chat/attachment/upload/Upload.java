package de.lopezitwelt.chat.attachment.upload;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file as it came.
 *
 * @param name that the form gives it; null without a form, or when the form does not name it
 */
public record Upload(@Nullable String name, byte[] content) {
    /**
     * What makes two uploads the same one. The bytes of a form do not: a client that repeats one puts another boundary between its
     * parts.
     */
    @JsonValue
    String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((name == null ? "" : name).getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return HexFormat.of().formatHex(sha.digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
