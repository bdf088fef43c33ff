package de.lopezitwelt.system.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a proxy sees in the bytes of one connection, which it hands on as they are.
 *
 * @param leniencies none for a proxy that goes by RFC 9112
 */
record ProxyModel(Set<Leniency> leniencies) {
    private static final long CHUNKED = -1;

    /** The bytes are not taken: the connection ends, and nothing of this request is handed on. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused() {
            super(null, null, false, false);
        }
    }

    /** More would have to come. */
    private static final class Incomplete extends Exception {
        private static final long serialVersionUID = 1L;

        Incomplete() {
            super(null, null, false, false);
        }
    }

    /**
     * What is handed on of some bytes.
     *
     * @param requests as many as the proxy takes it for, the last of them perhaps without its end
     * @param octets all of them, or those before a request whose head is refused or not complete
     */
    record HandedOn(int requests, String octets) {}

    int requestsIn(String octets) {
        return handOn(octets).requests();
    }

    HandedOn handOn(String octets) {
        int requests = 0;
        int at = 0;
        int sent = 0;
        try {
            while (at < octets.length()) {
                sent = at;
                at = skipBefore(octets, at);
                if (at == octets.length()) {
                    break;
                }
                var head = new Cursor(octets, at);
                List<String> lines = head.block();
                if (lines.isEmpty()) {
                    return new HandedOn(requests, octets.substring(0, sent));
                }
                long length = bodyLength(lines);
                requests++;
                sent = octets.length();
                at = length == CHUNKED ? chunks(octets, head.at) : skip(octets, head.at, length);
            }
        } catch (Refused refused) {
            return new HandedOn(requests, octets.substring(0, sent));
        } catch (Incomplete waiting) {
            return new HandedOn(requests, octets);
        }
        return new HandedOn(requests, octets);
    }

    private boolean may(Leniency leniency) {
        return leniencies.contains(leniency);
    }

    private int skipBefore(String octets, int from) {
        int at = from;
        if (may(Leniency.ANYTHING_BEFORE)) {
            while (at < octets.length() && octets.charAt(at) <= ' ') {
                at++;
            }
        } else if (octets.startsWith("\r\n", at)) {
            at += 2;
        }
        return at;
    }

    private long bodyLength(List<String> lines) throws Refused {
        String method = lines.getFirst().split("[ \t]", 2)[0];
        boolean old = requestLine(lines.getFirst());
        List<String> lengths = new ArrayList<>();
        List<String> codings = new ArrayList<>();
        int oldKeys = 0;
        for (Field field : fields(lines.subList(1, lines.size()))) {
            switch (field.name) {
                case "content-length" -> lengths.add(field.value);
                case "transfer-encoding" -> codings.add(field.value);
                case "sec-websocket-key1", "sec-websocket-key2" -> oldKeys++;
                default -> {}
            }
        }
        if (method.equals("GET") && may(Leniency.GET_WITHOUT_BODY)) {
            return 0;
        }
        boolean chunked = isChunked(codings, old);
        @Nullable Long length = lengthOf(lengths);
        if (chunked && length != null) {
            if (may(Leniency.LENGTH_WINS)) {
                chunked = false;
            } else if (!may(Leniency.CODING_WINS)) {
                throw new Refused();
            }
        }
        if (chunked) {
            return CHUNKED;
        }
        return length != null ? length : oldKeys > 1 && may(Leniency.OLD_WEB_SOCKET) ? 8 : 0;
    }

    private static int skip(String octets, int from, long bytes) throws Incomplete {
        if (bytes > octets.length() - from) {
            throw new Incomplete();
        }
        return from + (int) bytes;
    }

    /** Whether it is HTTP/1.0. */
    private boolean requestLine(String line) throws Refused {
        if (may(Leniency.LOOSE_REQUEST_LINE)) {
            return line.strip().endsWith("HTTP/1.0");
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3
                || !isToken(parts[0])
                || parts[1].isEmpty()
                || parts[1].chars().anyMatch(c -> c <= ' ' || c == 0x7f)
                || !parts[2].equals("HTTP/1.1") && !parts[2].equals("HTTP/1.0")) {
            throw new Refused();
        }
        return parts[2].equals("HTTP/1.0");
    }

    private record Field(String name, String value) {}

    private List<Field> fields(List<String> lines) throws Refused {
        List<Field> fields = new ArrayList<>();
        for (String line : lines) {
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                if (may(Leniency.FOLDED_VALUE) && !fields.isEmpty()) {
                    Field before = fields.removeLast();
                    fields.add(new Field(before.name, (before.value + " " + line.strip()).strip()));
                    continue;
                }
                if (!may(Leniency.FOLDED_HEADER)) {
                    throw new Refused();
                }
            }
            fields.add(field(line));
        }
        return fields;
    }

    private Field field(String line) throws Refused {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        if (may(Leniency.TRIMMED_NAME) || may(Leniency.FOLDED_HEADER)) {
            name = trimmed(name);
        }
        if (colon < 0 || !isToken(name)) {
            if (!may(Leniency.ODD_NAME_UNKNOWN)) {
                throw new Refused();
            }
            name = "unknown";
        }
        if (may(Leniency.UNDERSCORES)) {
            name = name.replace('_', '-');
        }
        return new Field(name.toLowerCase(Locale.ROOT), value(line.substring(colon + 1)));
    }

    private String value(String text) throws Refused {
        String value = text;
        if (may(Leniency.CONTROLS_REMOVED)) {
            value = value.replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]", "");
        } else if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f) && !may(Leniency.CONTROLS_KEPT)) {
            throw new Refused();
        }
        return value.replaceAll("^[ \t]+", "").replaceAll("[ \t]+$", "");
    }

    private static String trimmed(String name) {
        return name.replaceAll("[\\x00-\\x20\\x7f]", "");
    }

    private boolean isChunked(List<String> codings, boolean old) throws Refused {
        if (codings.isEmpty() || old && may(Leniency.NO_CODING_IN_1_0)) {
            return false;
        }
        if (old && !may(Leniency.CODING_IN_1_0)) {
            throw new Refused();
        }
        String coding = one(codings);
        if (coding.equalsIgnoreCase("chunked")) {
            return true;
        }
        if (may(Leniency.CHUNKED_ANYWHERE) && coding.toLowerCase(Locale.ROOT).contains("chunked")) {
            return true;
        }
        if (may(Leniency.ODD_CODING_IGNORED)) {
            return false;
        }
        throw new Refused();
    }

    private String one(List<String> values) throws Refused {
        if (may(Leniency.FIRST_COUNTS) || may(Leniency.LAST_COUNTS)) {
            List<String> all = List.of(String.join(",", values).split(",", -1));
            return (may(Leniency.LAST_COUNTS) ? all.getLast() : all.getFirst()).strip();
        }
        if (values.size() > 1) {
            throw new Refused();
        }
        return values.getFirst();
    }

    private @Nullable Long lengthOf(List<String> lengths) throws Refused {
        if (lengths.isEmpty()) {
            return null;
        }
        String length = one(lengths);
        if (!length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9') && length.length() < 19) {
            return Long.valueOf(length);
        }
        if (may(Leniency.LOOSE_NUMBER)) {
            String text = length.replaceAll("^[^0-9]*", "");
            boolean hexadecimal = text.startsWith("0x");
            String digits = (hexadecimal ? text.substring(2) : text)
                    .replaceAll(hexadecimal ? "[^0-9a-fA-F].*" : "[^0-9].*", "");
            return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, hexadecimal ? 16 : 10);
        }
        if (may(Leniency.ODD_NUMBER_IGNORED)) {
            return null;
        }
        throw new Refused();
    }

    private int chunks(String octets, int from) throws Refused, Incomplete {
        var cursor = new Cursor(octets, from);
        while (true) {
            long size = chunkSize(cursor.line());
            if (size == 0) {
                if (!may(Leniency.NO_TRAILERS)) {
                    fields(cursor.block());
                }
                return cursor.at;
            }
            cursor.at = skip(octets, cursor.at, size);
            String end = may(Leniency.LOOSE_CHUNK_END) ? "" : cursor.line();
            if (may(Leniency.LOOSE_CHUNK_END)) {
                int feed = octets.indexOf('\n', cursor.at);
                if (feed < 0) {
                    throw new Incomplete();
                }
                cursor.at = feed + 1;
            }
            if (!end.isEmpty()) {
                throw new Refused();
            }
        }
    }

    private long chunkSize(String line) throws Refused, Incomplete {
        String size = line;
        int semicolon = size.indexOf(';');
        if (semicolon >= 0) {
            String extension = size.substring(semicolon);
            if (extension.chars().anyMatch(c -> c < ' ' && c != '\t') && !may(Leniency.LOOSE_CHUNK_SIZE)) {
                throw new Refused();
            }
            size = size.substring(0, semicolon);
        }
        if (may(Leniency.CHUNK_SIZE_BY_FIRST_DIGITS)) {
            size = size.replaceAll("[^0-9a-fA-F].*", "");
        }
        if (may(Leniency.LOOSE_CHUNK_SIZE)) {
            size = size.replaceAll("^[^0-9a-fA-F]*(0x)?", "").replaceAll("[^0-9a-fA-F].*", "");
        }
        if (size.isEmpty() || !size.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new Refused();
        }
        if (may(Leniency.CHUNK_SIZE_OF_32_BITS)) {
            return Long.parseLong(size.substring(Math.max(0, size.length() - 8)), 16);
        }
        if (may(Leniency.CHUNK_SIZE_OF_64_BITS)) {
            return Long.parseUnsignedLong(size.substring(Math.max(0, size.length() - 16)), 16) & Long.MAX_VALUE;
        }
        if (size.length() > 15) {
            throw new Incomplete();
        }
        return Long.parseLong(size, 16);
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    /** Goes over lines. */
    private final class Cursor {
        private final String octets;
        private int at;

        Cursor(String octets, int at) {
            this.octets = octets;
            this.at = at;
        }

        /** Without its end. */
        String line() throws Refused, Incomplete {
            int begin = at;
            for (int i = at; i < octets.length(); i++) {
                char octet = octets.charAt(i);
                if (octet == '\r' && octets.startsWith("\n", i + 1)) {
                    at = i + 2;
                    return octets.substring(begin, i);
                }
                if (octet == '\n' || octet == '\r') {
                    if (may(octet == '\n' ? Leniency.BARE_LF : Leniency.BARE_CR)) {
                        at = i + 1;
                        return octets.substring(begin, i);
                    }
                    boolean kept = may(Leniency.CONTROLS_KEPT) || may(Leniency.CONTROLS_REMOVED);
                    if (!kept && (octet == '\n' || i + 1 < octets.length())) {
                        throw new Refused();
                    }
                }
            }
            throw new Incomplete();
        }

        /** Up to the empty line, which is not among them. */
        List<String> block() throws Refused, Incomplete {
            List<String> lines = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                lines.add(line);
            }
            return lines;
        }
    }
}
