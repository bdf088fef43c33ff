package de.lopezitwelt.platform.web.wire;

import static de.lopezitwelt.platform.web.wire.FieldLines.malformed;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Finds where the requests of one connection begin and end. Bytes pass only when they are known to be well formed: a head when
 * it has arrived as a whole, the size of a chunk when its line has. Malformed bytes never pass, and none after them do.
 */
final class RequestFraming {
    /** Slack beyond {@link Limits#body}, so that the reader of the body reaches its own limit first and reports it. */
    static final int SLACK = 64 * 1024;

    private static final int LONGEST_CHUNK_LINE = 1024;
    private static final int CRLF = 2;

    /** The part of a request that comes next. */
    private enum Part {
        REQUEST,
        HEAD,
        BODY,
        CHUNK_LINE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    /**
     * Largest parts of a message, in bytes.
     *
     * @param line the request line
     * @param head the whole head; also the trailers after the last chunk
     * @param body any body; the lines around its chunks may have as much again
     */
    record Limits(int line, int head, long body) {}

    private final Limits limits;

    private Part part = Part.REQUEST;
    private int begun;
    /** Bytes of the body or the chunk that are still to come. */
    private long left;

    private long bodyBytes;
    private long aroundChunks;

    private final Lines lines = new Lines();
    private boolean emptyLineBefore;

    RequestFraming(Limits limits) {
        this.limits = limits;
    }

    /**
     * Checks the readable bytes, without reading them.
     *
     * @return how many of the readable bytes may pass; 0 when more are needed first
     * @throws ProblemException 400, 413, 414, 431 or 505 when a byte is wrong; the connection cannot be used any more then
     */
    int accept(ByteBuf in) {
        return switch (part) {
            case REQUEST -> beginning(in);
            case HEAD -> head(in);
            case BODY -> body(in, Part.REQUEST);
            case CHUNK_LINE -> chunkLine(in);
            case CHUNK -> body(in, Part.CHUNK_END);
            case CHUNK_END -> chunkEnd(in);
            case TRAILER -> trailer(in);
        };
    }

    /** Requests whose head has passed. */
    int begun() {
        return begun;
    }

    /** Whether a request has begun to arrive and not ended. */
    boolean isWithinRequest() {
        return part != Part.REQUEST;
    }

    /** Whether a head has begun to arrive and not ended. */
    boolean isWithinHead() {
        return part == Part.HEAD;
    }

    /** Whether the body of the last request, or a part of it, is still to come. */
    boolean isWithinBody() {
        return part != Part.REQUEST && part != Part.HEAD;
    }

    /** Bytes of the body that are still to come, if the request has a length; else {@link Long#MAX_VALUE}. */
    long bodyLeft() {
        return part == Part.BODY ? left : Long.MAX_VALUE;
    }

    /** One empty line before a request is accepted (RFC 9112 §2.2). */
    private int beginning(ByteBuf in) {
        if (in.getByte(in.readerIndex()) != Octets.CR || emptyLineBefore) {
            part = Part.HEAD;
            lines.restart();
            return head(in);
        }
        if (in.readableBytes() < CRLF) {
            return 0;
        }
        if (in.getByte(in.readerIndex() + 1) != Octets.LF) {
            throw malformed("A line must end with CR LF");
        }
        emptyLineBefore = true;
        return CRLF;
    }

    private int head(ByteBuf in) {
        int length = lines.endOfBlock(in);
        if (lines.firstLine() > limits.line) {
            throw new ProblemException(CommonProblem.URI_TOO_LONG);
        }
        if (lines.looked() - lines.firstLine() > limits.head) {
            throw new ProblemException(CommonProblem.HEADERS_TOO_LARGE);
        }
        if (length == 0) {
            return 0;
        }
        var head = RequestHead.of(ByteBufUtil.getBytes(in, in.readerIndex(), length));
        begun++;
        emptyLineBefore = false;
        bodyBytes = 0;
        aroundChunks = 0;
        if (head.length() == RequestHead.CHUNKED) {
            expectChunk();
        } else {
            left = head.length();
            part = left == 0 ? Part.REQUEST : Part.BODY;
        }
        return length;
    }

    private int body(ByteBuf in, Part next) {
        int length = (int) Math.min(left, in.readableBytes());
        left -= length;
        bodyBytes += length;
        if (bodyBytes > limits.body + SLACK) {
            throw new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE);
        }
        if (left == 0) {
            part = next;
        }
        return length;
    }

    private void expectChunk() {
        part = Part.CHUNK_LINE;
        lines.restart();
    }

    private int chunkLine(ByteBuf in) {
        int length = lines.endOfLine(in);
        if (lines.looked() > LONGEST_CHUNK_LINE) {
            throw malformed("A chunk has an extension that is too long");
        }
        if (length == 0) {
            return 0;
        }
        left = ChunkLine.size(ByteBufUtil.getBytes(in, in.readerIndex(), length - CRLF));
        aroundChunks += length + CRLF;
        if (aroundChunks > limits.body + SLACK) {
            throw new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE);
        }
        if (left == 0) {
            part = Part.TRAILER;
            lines.restart();
        } else {
            part = Part.CHUNK;
        }
        return length;
    }

    private int chunkEnd(ByteBuf in) {
        int readable = in.readableBytes();
        if (in.getByte(in.readerIndex()) != Octets.CR
                || readable >= CRLF && in.getByte(in.readerIndex() + 1) != Octets.LF) {
            throw malformed("A chunk has another size than it says");
        }
        if (readable < CRLF) {
            return 0;
        }
        expectChunk();
        return CRLF;
    }

    /** Trailers are ignored; those that would change the meaning of the head are refused (RFC 9110 §6.5.1). */
    private int trailer(ByteBuf in) {
        int length = lines.endOfBlock(in);
        if (lines.looked() > limits.head) {
            throw new ProblemException(CommonProblem.HEADERS_TOO_LARGE);
        }
        if (length == 0) {
            return 0;
        }
        var fields = new FieldLines(ByteBufUtil.getBytes(in, in.readerIndex(), length), 0);
        while (fields.next()) {
            switch (fields.name()) {
                case "content-length", "transfer-encoding", "host", "trailer" ->
                    throw malformed("The header " + fields.name() + " must not stand after the body");
                default -> {}
            }
        }
        part = Part.REQUEST;
        return length;
    }
}
