package de.lopezitwelt.platform.web.wire;

import static de.lopezitwelt.platform.web.wire.FieldLines.malformed;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a line or of a block of lines, each byte looked at once however the bytes arrive. A line ends in CR LF; either of the
 * two without the other is no line end to some readers and one to others, so it is refused.
 */
final class Lines {
    private int looked;
    private int lineBegin;
    private int firstLine;
    private boolean afterCr;

    void restart() {
        looked = 0;
        lineBegin = 0;
        firstLine = 0;
        afterCr = false;
    }

    /** Bytes that were looked at since the restart. */
    int looked() {
        return looked;
    }

    /** Bytes of the first line, as far as it was looked at. */
    int firstLine() {
        return firstLine == 0 ? looked : firstLine;
    }

    /**
     * Looks for the end of the line.
     *
     * @param in from where the line begins
     * @return its length with its end; 0 when that is not there yet
     * @throws ProblemException 400
     */
    int endOfLine(ByteBuf in) {
        return look(in, false);
    }

    /** The same for lines up to and including an empty one. */
    int endOfBlock(ByteBuf in) {
        return look(in, true);
    }

    private int look(ByteBuf in, boolean block) {
        int begin = in.readerIndex();
        int readable = in.readableBytes();
        while (looked < readable) {
            byte octet = in.getByte(begin + looked);
            looked++;
            if (afterCr != (octet == Octets.LF)) {
                throw malformed("A line must end with CR LF");
            }
            afterCr = octet == Octets.CR;
            if (octet == Octets.LF) {
                boolean empty = looked - lineBegin == 2;
                lineBegin = looked;
                if (firstLine == 0) {
                    firstLine = looked;
                }
                if (!block || empty) {
                    return looked;
                }
            }
        }
        return 0;
    }
}
