package de.lopezitwelt.chat.attachment.upload;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of a part.
 *
 * @param parameters of its Content-Disposition, by their names in lower case
 * @param transferEncoding in lower case; empty without one
 */
record PartHeader(Map<String, String> parameters, String transferEncoding) {
    private static final Charset NOT_UNICODE = Charset.forName("windows-1252");

    static PartHeader read(byte[] head) {
        Map<String, String> parameters = Map.of();
        String transfer = "";
        String unfolded = text(head).replaceAll("\r?\n[ \t]+", " ");
        for (String line : unfolded.split("\r?\n")) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(colon, 0)).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (name.equals("content-disposition")) {
                parameters = parametersOf(value);
            } else if (name.equals("content-transfer-encoding")) {
                transfer = value.toLowerCase(Locale.ROOT);
            }
        }
        return new PartHeader(parameters, transfer);
    }

    /**
     * A value in any form: with a character set (RFC 5987), in numbered pieces with or without one (RFC 2231), or plain; null
     * when it is missing.
     */
    @Nullable
    String parameter(String name) {
        String extended = parameters.get(name + "*");
        if (extended != null) {
            return extended(extended);
        }
        String whole = pieces(name);
        return whole != null ? whole : parameters.get(name);
    }

    private @Nullable String pieces(String name) {
        StringBuilder whole = new StringBuilder();
        boolean encoded = false;
        for (int i = 0; ; i++) {
            String plain = parameters.get(name + "*" + i);
            String piece = plain == null ? parameters.get(name + "*" + i + "*") : plain;
            if (piece == null) {
                return i == 0 ? null : encoded ? extended(whole.toString()) : whole.toString();
            }
            encoded |= plain == null;
            // in a value with escapes the plain pieces have none, so what looks like one is escaped
            whole.append(plain != null && encoded ? piece.replace("%", "%25") : piece);
        }
    }

    /** {@code charset'language'value}, the value with percent escapes. */
    private static String extended(String value) {
        String[] parts = value.split("'", 3);
        if (parts.length < 3) {
            return unescaped(value, StandardCharsets.UTF_8);
        }
        return unescaped(parts[2], charset(parts[0]));
    }

    private static Charset charset(String name) {
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String unescaped(String value, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] given = value.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < given.length; i++) {
            int high = i + 2 < given.length && given[i] == '%' ? Character.digit(given[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(given[i + 2], 16);
            if (low < 0) {
                bytes.write(given[i]);
            } else {
                bytes.write(high * 16 + low);
                i += 2;
            }
        }
        return bytes.toString(charset);
    }

    /** Values are tokens or quoted texts, in which a backslash escapes only a quote or itself (curl, RFC 7578 §4.2). */
    static Map<String, String> parametersOf(String value) {
        Map<String, String> parameters = new HashMap<>();
        int at = value.indexOf(';');
        while (at >= 0 && at < value.length()) {
            int equals = value.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = value.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            int start = equals + 1;
            while (start < value.length() && value.charAt(start) == ' ') {
                start++;
            }
            StringBuilder found = new StringBuilder();
            boolean quoted = start < value.length() && value.charAt(start) == '"';
            int end = quoted ? quoted(value, start + 1, found) : token(value, start, found);
            parameters.putIfAbsent(name, quoted ? withoutEscapes(found.toString()) : found.toString());
            at = value.indexOf(';', end);
        }
        return parameters;
    }

    private static int quoted(String value, int from, StringBuilder found) {
        int at = from;
        while (at < value.length() && value.charAt(at) != '"') {
            boolean escape = value.charAt(at) == '\\'
                    && at + 1 < value.length()
                    && (value.charAt(at + 1) == '"' || value.charAt(at + 1) == '\\');
            at += escape ? 1 : 0;
            found.append(value.charAt(at));
            at++;
        }
        return at;
    }

    private static int token(String value, int from, StringBuilder found) {
        int end = value.indexOf(';', from);
        int to = end < 0 ? value.length() : end;
        found.append(value.substring(from, to).strip());
        return to;
    }

    /** Browsers escape three characters, and nothing else: not even the percent sign (HTML, multipart/form-data encoding). */
    private static String withoutEscapes(String name) {
        return name.replace("%22", "\"")
                .replace("%0D", "\r")
                .replace("%0d", "\r")
                .replace("%0A", "\n")
                .replace("%0a", "\n");
    }

    private static String text(byte[] head) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(head))
                    .toString();
        } catch (CharacterCodingException older) {
            return new String(head, NOT_UNICODE);
        }
    }
}
