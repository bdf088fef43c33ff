package de.lopezitwelt.platform.web.wire;

import static de.lopezitwelt.platform.web.wire.FieldLines.malformed;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a request's body is delimited, according to its head. Heads that two readers could understand differently are refused: a
 * length beside a transfer coding, two lengths, a coding that is not {@code chunked} alone (RFC 9112 §6.1, §6.3; RFC 9110 §8.6).
 *
 * @param length bytes of the body; {@link #CHUNKED} when it comes in chunks
 */
record RequestHead(long length) {
    static final long CHUNKED = -1;

    private static final String LENGTH = "content-length";
    private static final String CODING = "transfer-encoding";
    private static final String HOST = "host";
    private static final String WEB_SOCKET_KEY_1 = "sec-websocket-key1";
    private static final String WEB_SOCKET_KEY_2 = "sec-websocket-key2";
    private static final int LONGEST_LENGTH = 18;
    private static final String VERSION_PREFIX = "HTTP/";
    private static final String HTTP_1_1 = "HTTP/1.1";
    private static final String HTTP_1_0 = "HTTP/1.0";

    /**
     * Reads a whole head.
     *
     * @param head lines that each end in CR LF and hold neither elsewhere, up to and including the empty one
     * @throws ProblemException 400, or 505 for another version of HTTP
     */
    static RequestHead of(byte[] head) {
        int lineEnd = endOfLine(head);
        boolean old = HTTP_1_0.equals(versionOf(head, lineEnd));
        var fields = new FieldLines(head, lineEnd + 2);
        @Nullable String length = null;
        @Nullable String coding = null;
        int hosts = 0;
        int oldWebSocketKeys = 0;
        while (fields.next()) {
            String name = fields.nameLength() == HOST.length()
                            || fields.nameLength() == LENGTH.length()
                            || fields.nameLength() == CODING.length()
                            || fields.nameLength() == WEB_SOCKET_KEY_1.length()
                    ? fields.name()
                    : "";
            switch (name) {
                case LENGTH -> length = only(length, fields.value(), "Content-Length");
                case CODING -> coding = only(coding, fields.value(), "Transfer-Encoding");
                case HOST -> hosts++;
                // an old draft of WebSocket announced a body of eight bytes by these two, and some readers still follow
                // it
                case WEB_SOCKET_KEY_1, WEB_SOCKET_KEY_2 -> oldWebSocketKeys++;
                default -> refuseLookalike(name);
            }
        }
        if (hosts > 1 || hosts == 0 && !old) {
            throw malformed("The request needs exactly one Host header");
        }
        if (oldWebSocketKeys > 1) {
            throw malformed("The request asks for a version of WebSocket that never became one");
        }
        return new RequestHead(lengthOf(length, coding, old));
    }

    private static long lengthOf(@Nullable String length, @Nullable String coding, boolean old) {
        if (coding == null) {
            return length == null ? 0 : number(length);
        }
        if (length != null) {
            throw malformed("Content-Length and Transfer-Encoding must not stand in one request");
        }
        if (old) {
            throw malformed("HTTP/1.0 knows no Transfer-Encoding");
        }
        if (!coding.equalsIgnoreCase("chunked")) {
            throw malformed("The only Transfer-Encoding is chunked");
        }
        return CHUNKED;
    }

    private static String only(@Nullable String before, String value, String name) {
        if (before != null) {
            throw malformed(name + " must stand once");
        }
        return value;
    }

    private static long number(String length) {
        if (length.isEmpty() || length.length() > LONGEST_LENGTH) {
            throw malformed("Content-Length must be a number of bytes");
        }
        for (int i = 0; i < length.length(); i++) {
            if (length.charAt(i) < '0' || length.charAt(i) > '9') {
                throw malformed("Content-Length must be a number of bytes");
            }
        }
        return Long.parseLong(length);
    }

    /** Gateways that pass headers on as variables cannot tell these from the real names. */
    private static void refuseLookalike(String name) {
        if (name.length() == LENGTH.length() && name.replace('_', '-').equals(LENGTH)
                || name.length() == CODING.length() && name.replace('_', '-').equals(CODING)) {
            throw malformed("The header " + name + " looks like another one");
        }
    }

    /** Targets that the server would refuse later without an explanation. */
    private static void requireAddress(String target) {
        try {
            new URI(target);
        } catch (URISyntaxException none) {
            throw malformed("The address is not well formed");
        }
    }

    private static int endOfLine(byte[] head) {
        int end = 0;
        while (head[end] != Octets.CR) {
            end++;
        }
        return end;
    }

    /** {@code method SP target SP version}, with no other blanks (RFC 9112 §3). */
    private static String versionOf(byte[] head, int lineEnd) {
        int at = 0;
        while (at < lineEnd && Octets.isToken(head[at])) {
            at++;
        }
        if (at == 0 || head[at] != Octets.SP) {
            throw malformed("This is no request line");
        }
        int target = ++at;
        boolean plain = head[target] == '/' && head[target + 1] != '/';
        while (at < lineEnd && Octets.isVisible(head[at])) {
            plain &= Octets.isPlainInAddress(head[at]);
            at++;
        }
        if (at == target || head[at] != Octets.SP) {
            throw malformed("This is no request line");
        }
        if (!plain) {
            requireAddress(new String(head, target, at - target, StandardCharsets.ISO_8859_1));
        }
        String version = new String(head, at + 1, lineEnd - at - 1, StandardCharsets.ISO_8859_1);
        if (version.equals(HTTP_1_1) || version.equals(HTTP_1_0)) {
            return version;
        }
        if (version.length() == HTTP_1_1.length()
                && version.startsWith(VERSION_PREFIX)
                && version.charAt(6) == '.'
                && Character.isDigit(version.charAt(5))
                && Character.isDigit(version.charAt(7))) {
            throw new ProblemException(
                    CommonProblem.HTTP_VERSION_NOT_SUPPORTED, "This port speaks HTTP/1.1 and HTTP/1.0");
        }
        throw malformed("This is no request line");
    }
}
