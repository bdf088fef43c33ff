package de.lopezitwelt.platform.web.wire;

import static de.lopezitwelt.platform.web.wire.FieldLines.malformed;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a line or of a block of lines, and checks each byte once, however the bytes arrive. A line ends in CR LF.
 * A CR or LF alone is refused, because some readers take it for a line end and others do not.
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

    /** Bytes that were checked since the restart. */
    int looked() {
        return looked;
    }

    /** Checked bytes of the first line. */
    int firstLine() {
        return firstLine == 0 ? looked : firstLine;
    }

    /**
     * Looks for the end of the line.
     *
     * @param in readable from the beginning of the line
     * @return its length including its end; 0 when the end has not arrived yet
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
