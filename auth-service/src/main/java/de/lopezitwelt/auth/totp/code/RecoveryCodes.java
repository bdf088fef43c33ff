package de.lopezitwelt.auth.totp.code;

import de.lopezitwelt.platform.persistence.Sha256;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Printed codes for the case that the authenticator is lost: 120 random bits each, so that a plain hash is enough to
 * store them (NIST SP 800-63B-4 §3.1.2.2: from 112 bits on).
 */
public final class RecoveryCodes {
    private static final int COUNT = 10;
    private static final int BYTES = 15;
    private static final int GROUP = 4;

    private RecoveryCodes() {}

    /** Ten codes of six groups of four characters. */
    public static List<String> draw(SecureRandom random) {
        return IntStream.range(0, COUNT)
                .mapToObj(n -> {
                    byte[] bytes = new byte[BYTES];
                    random.nextBytes(bytes);
                    return String.join(
                            "-", Base32.encode(bytes).toLowerCase(Locale.ROOT).split("(?<=\\G.{" + GROUP + "})"));
                })
                .toList();
    }

    /** The stored form: SHA-256, in lower-case hex, of the code's letters and digits. */
    public static String stored(String code) {
        return Sha256.hex(code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
    }
}
