package de.lopezitwelt.platform.local.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Replaces the key that seals columns, in Tink's keyset file: added, promoted, and the old ones disabled when unused. */
public final class KeysetRotation {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Tink writes this byte and the key's id, big endian, before each ciphertext. */
    private static final String PREFIX = "01%08X";

    private final Path file;
    private final SecureRandom random;

    public KeysetRotation(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /** A new key that opens and does not seal yet: every instance must know it before one seals with it. */
    public void add() throws IOException {
        ObjectNode keyset = read();
        ObjectNode fresh = (ObjectNode) JSON.readTree(new RandomSecrets(random).keyset());
        ((ArrayNode) keyset.path("key")).add(fresh.path("key").path(0));
        write(keyset);
    }

    /** Lets the key added last seal. */
    public void promote() throws IOException {
        ObjectNode keyset = read();
        JsonNode keys = keyset.path("key");
        keyset.set("primaryKeyId", keys.path(keys.size() - 1).path("keyId"));
        write(keyset);
    }

    /** Disables all others. Only when no row is sealed with them: nothing else opens such rows. */
    public void disableOthers() throws IOException {
        ObjectNode keyset = read();
        long primary = keyset.path("primaryKeyId").asLong();
        for (JsonNode key : keyset.path("key")) {
            if (key.path("keyId").asLong() != primary) {
                ((ObjectNode) key).put("status", "DISABLED");
            }
        }
        write(keyset);
    }

    /** Whether the key added last does not seal yet: a rotation that was broken off. */
    public boolean isPending() throws IOException {
        JsonNode keys = read().path("key");
        JsonNode last = keys.path(keys.size() - 1);
        return last.path("keyId").asLong() != read().path("primaryKeyId").asLong();
    }

    /** Upper-case hex of the first five bytes of everything the primary key has sealed. */
    public String primaryPrefix() throws IOException {
        return PREFIX.formatted(read().path("primaryKeyId").asLong());
    }

    private ObjectNode read() throws IOException {
        return (ObjectNode) JSON.readTree(Files.readString(file));
    }

    private void write(ObjectNode keyset) throws IOException {
        PrivateFiles.write(file, JSON.writeValueAsString(keyset));
    }
}
