package de.lopezitwelt.platform.web.wire;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads field lines one after the other, strictly by the grammar (RFC 9112 §5): no folding, no blank before the colon. */
final class FieldLines {
    private static final int CRLF = 2;

    private final byte[] octets;
    private int at;
    private int lineEnd;
    private int colon;

    /**
     * Reads lines that each end in CR LF and hold neither elsewhere.
     *
     * @param octets up to and including the empty line
     * @param from where the first field line begins
     */
    FieldLines(byte[] octets, int from) {
        this.octets = octets;
        this.at = from;
        this.lineEnd = from - CRLF;
    }

    /**
     * Goes to the next line.
     *
     * @return false at the empty line
     * @throws ProblemException 400 when the line is malformed
     */
    boolean next() {
        at = lineEnd + CRLF;
        lineEnd = at;
        while (octets[lineEnd] != Octets.CR) {
            lineEnd++;
        }
        if (lineEnd == at) {
            return false;
        }
        if (Octets.isBlank(octets[at])) {
            throw malformed("A header must not go on in the next line");
        }
        colon = at;
        while (colon < lineEnd && Octets.isToken(octets[colon])) {
            colon++;
        }
        if (colon == at || octets[colon] != ':') {
            throw malformed("The name of a header holds what no name may hold");
        }
        for (int i = colon + 1; i < lineEnd; i++) {
            if (!Octets.isText(octets[i])) {
                throw malformed("The value of a header holds a control character");
            }
        }
        return true;
    }

    int nameLength() {
        return colon - at;
    }

    /** The name, in lower case. */
    String name() {
        return new String(octets, at, colon - at, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    /** The value, without the blanks around it. */
    String value() {
        int from = colon + 1;
        int to = lineEnd;
        while (from < to && Octets.isBlank(octets[from])) {
            from++;
        }
        while (to > from && Octets.isBlank(octets[to - 1])) {
            to--;
        }
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(CommonProblem.VALIDATION, detail);
    }
}
