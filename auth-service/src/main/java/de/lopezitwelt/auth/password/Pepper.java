package de.lopezitwelt.auth.password;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A server-side secret that a stolen table of hashes is worthless without.
 *
 * @param id 1–8 lower-case letters or digits, stored with each hash
 * @param key at least 32 bytes
 */
record Pepper(String id, byte[] key) {
    private static final int SHORTEST_KEY = 32;

    Pepper {
        if (!id.matches("[a-z0-9]{1,8}")) {
            throw new IllegalArgumentException("A pepper's id has 1 to 8 lower-case letters or digits");
        }
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("Pepper " + id + " is shorter than " + SHORTEST_KEY + " bytes");
        }
        key = key.clone();
    }

    /** @param configured {@code id:base64}, several separated by commas, the current one first */
    static List<Pepper> parseAll(String configured) {
        return Arrays.stream(configured.split(",")).map(Pepper::parse).toList();
    }

    private static Pepper parse(String entry) {
        int colon = entry.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("A pepper is given as id:base64");
        }
        return new Pepper(
                entry.substring(0, colon).strip(),
                Base64.getDecoder().decode(entry.substring(colon + 1).strip()));
    }

    @Override
    public String toString() {
        return "Pepper " + id;
    }
}
