package de.lopezitwelt.platform.sse;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads events from a blocking stream, one by one, as they arrive. Not thread safe. */
public final class SseReader implements Closeable {

    private static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

    private final InputStream in;
    private final byte[] read = new byte[8 * 1024];
    private final Deque<Event> events = new ArrayDeque<>();
    private final SseParser parser = new SseParser(MAX_EVENT_BYTES, this::keep);

    /**
     * One event.
     *
     * @param name {@code message} where the sender gives none
     */
    public record Event(String name, String data) {}

    public SseReader(InputStream in) {
        this.in = in;
    }

    private boolean keep(byte[] bytes, int from, int length) {
        events.add(new Event(parser.name(), new String(bytes, from, length, StandardCharsets.UTF_8)));
        return true;
    }

    /**
     * The next event; null at the end of the stream. An event that the end cuts off does not count.
     *
     * @throws OversizedEvent for an event of more than 16 MiB
     */
    public @Nullable Event next() throws IOException {
        while (events.isEmpty()) {
            int length = in.read(read);
            if (length < 0) {
                return null;
            }
            parser.feed(read, 0, length);
        }
        return events.poll();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
