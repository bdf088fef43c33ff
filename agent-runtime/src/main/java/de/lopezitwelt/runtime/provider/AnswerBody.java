package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.platform.sse.OversizedEvent;
import de.lopezitwelt.platform.sse.SseParser;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.wire.JsonSplitter;
import de.lopezitwelt.runtime.wire.UnreadableJson;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the body of an answer into events as it arrives, and passes them to the protocol's reader. The first character
 * decides whether the body is an event stream or JSON: servers send a wrong media type or none.
 */
final class AnswerBody implements SseParser.Sink, JsonSplitter.Sink {

    private static final int MAX_JSON = 4 * 1024 * 1024;
    private static final int MAX_EVENT = 1024 * 1024;

    private final Protocol.EventReader reader;
    private final ReplyAssembly reply;
    private byte[] read = new byte[2 * 1024];
    private @Nullable SseParser events;
    private @Nullable JsonSplitter objects;
    private boolean progress;

    AnswerBody(Protocol.EventReader reader, ReplyAssembly reply) {
        this.reader = reader;
        this.reply = reply;
    }

    /**
     * Reads more.
     *
     * @throws ModelFailure when the reply or an event is too large
     * @throws UnreadableJson when an event cannot be read
     * @throws OversizedEvent for an event of more than 1 MiB
     */
    void feed(Buffer chunk) {
        int length = chunk.length();
        if (read.length < length) {
            read = new byte[length];
        }
        chunk.getBytes(0, length, read, 0);
        progress = false;
        int from = events == null && objects == null ? begin(length) : 0;
        if (objects != null) {
            progress = true;
            if (!objects.feed(read, from, length)) {
                throw ModelFailure.of(Kind.REPLY_TOO_LARGE);
            }
        } else if (events != null) {
            events.feed(read, from, length);
        }
    }

    /** Skips blanks and a byte order mark, and finds out whether the body is JSON or an event stream. */
    private int begin(int length) {
        for (int i = 0; i < length; i++) {
            byte b = read[i];
            boolean byteOrderMark = b == (byte) 0xef || b == (byte) 0xbb || b == (byte) 0xbf;
            if (b == '{' || b == '[') {
                objects = new JsonSplitter(MAX_JSON, this);
                return i;
            }
            if (!byteOrderMark && (b < 0 || b > ' ')) {
                events = new SseParser(MAX_EVENT, this);
                return i;
            }
        }
        return length;
    }

    /** The body has ended. A last event without its final line breaks is read too. */
    void end() {
        progress = false;
        if (events != null) {
            events.end();
        }
    }

    /** Whether the last bytes brought a part of the reply. */
    boolean progress() {
        return progress;
    }

    @Override
    public boolean event(byte[] bytes, int from, int length) {
        SseParser current = events;
        boolean error = current != null && current.named("error");
        try {
            progress |= reader.read(bytes, from, length);
        } catch (UnreadableJson text) {
            if (!error) {
                throw text;
            }
        }
        if (error) {
            reply.fail(ProviderError.of(bytes, from, length));
        }
        return goesOn();
    }

    @Override
    public boolean strayJson(byte[] bytes, int from, int length) {
        return object(bytes, from, length);
    }

    @Override
    public boolean object(byte[] bytes, int from, int length) {
        progress |= reader.read(bytes, from, length);
        return goesOn();
    }

    private boolean goesOn() {
        return !reply.ended() && reply.failure() == null;
    }
}
