package de.lopezitwelt.platform.web.wire;

import static de.lopezitwelt.platform.web.wire.FieldLines.malformed;

import de.lopezitwelt.platform.web.problem.ProblemException;

/** The line before a chunk: its size in hexadecimal and perhaps extensions, which this service does not understand (RFC 9112 §7.1). */
final class ChunkLine {
    /** Most digits. A chunk has at most 2 GiB, so that no reader's number overflows. */
    private static final int LONGEST_SIZE = 8;

    private ChunkLine() {}

    /**
     * Bytes of the chunk that follows; 0 for the last one.
     *
     * @param line without its line end
     * @throws ProblemException 400 when the line is malformed
     */
    static long size(byte[] line) {
        long size = 0;
        int at = 0;
        while (at < line.length && Character.digit(line[at], 16) >= 0) {
            size = size * 16 + Character.digit(line[at], 16);
            at++;
            if (at > LONGEST_SIZE || size > Integer.MAX_VALUE) {
                throw malformed("A chunk is larger than any may be");
            }
        }
        if (at == 0) {
            throw malformed("A chunk does not say its size");
        }
        checkExtensions(line, at);
        return size;
    }

    private static void checkExtensions(byte[] line, int from) {
        boolean quoted = false;
        for (int i = from; i < line.length; i++) {
            byte octet = line[i];
            if (i == from && octet != ';' || octet == '\\' || !(quoted ? Octets.isText(octet) : isPlain(octet))) {
                throw malformed("A chunk has an extension that is none");
            }
            quoted ^= octet == '"';
        }
        if (quoted) {
            throw malformed("A chunk has an extension that does not end");
        }
    }

    private static boolean isPlain(byte octet) {
        return Octets.isToken(octet) || octet == ';' || octet == '=' || octet == '"';
    }
}
