package de.lopezitwelt.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** The first example of FIPS 180-2, appendix B. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digestIsThatOfTheStandardInEachForm() {
        assertThat(Sha256.of("abc")).isEqualTo(HexFormat.of().parseHex(OF_ABC));
        assertThat(Sha256.hex("abc")).isEqualTo(OF_ABC);
        assertThat(Sha256.base64Url("abc")).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    @Test
    void piecesHaveTheDigestOfTheWhole() {
        var digest = Sha256.start();
        digest.update("a".getBytes(StandardCharsets.UTF_8));

        assertThat(digest.digest("bc".getBytes(StandardCharsets.UTF_8))).isEqualTo(Sha256.of("abc"));
    }

    @Test
    void textIsTakenAsUtf8() {
        assertThat(Sha256.hex("ä"))
                .isEqualTo(HexFormat.of().formatHex(Sha256.start().digest(new byte[] {(byte) 0xc3, (byte) 0xa4})));
    }
}
