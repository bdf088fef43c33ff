package de.lopezitwelt.platform.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestFingerprintTest {
    @Test
    void formsThatDifferInTheirBoundariesOnlyAreTheSame() {
        byte[] first = form("X1", "content");
        byte[] again = form("another", "content");

        assertThat(without(first, "X1"))
                .isEqualTo(without(again, "another"))
                .isNotEqualTo(without(form("X1", "other"), "X1"));
        assertThat(RequestFingerprint.withoutBoundary(first, new byte[0])).isEqualTo(first);
    }

    private static byte[] without(byte[] form, String boundary) {
        return RequestFingerprint.withoutBoundary(form, bytes(boundary));
    }

    private static byte[] form(String boundary, String content) {
        return bytes("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                + content + "\r\n--" + boundary + "--\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
