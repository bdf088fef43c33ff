package de.lopezitwelt.platform.mysql;

import java.util.Arrays;
import java.util.Locale;

/** How much of a connection to MySQL is kept from who is in between. */
public enum TlsMode {
    /** Plain text; passwords alone are encrypted, with the server's public key. */
    OFF,
    /** Encrypted, with whoever answers. */
    REQUIRED,
    /** Encrypted, with a server of that name whose certificate a trusted authority has signed. */
    VERIFY;

    /** @throws IllegalArgumentException naming what is permitted */
    public static TlsMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be off, required or verify, not " + text));
    }

    /** As configuration has it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
