package de.lopezitwelt.platform.web.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code traceparent} header of W3C Trace Context, version 00. */
final class Traceparent {
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Traceparent() {}

    /** Stays in the client's trace as a new span, or begins a trace when the client sent none that is valid. */
    static String continued(@Nullable String received) {
        if (received == null || !FORM.matcher(received).matches()) {
            return "00-" + randomHex(16) + "-" + randomHex(8) + "-01";
        }
        return received.substring(0, 36) + randomHex(8) + received.substring(52);
    }

    /** The part that is the same in all spans of a trace. */
    static String traceId(String traceparent) {
        return traceparent.substring(3, 35);
    }

    private static String randomHex(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
