package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.sse.SseParser;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the response to one request in a body that is still coming: bare, in a batch or in an event stream, before,
 * between and behind other messages. Requests of the server are handed on as they come, because it may wait for their
 * responses; its notifications are ignored. Each byte of a stream is read once, however often the body has grown.
 */
final class McpAnswer implements Predicate<Buffer> {

    private final long id;
    private final int maxBytes;
    private final Consumer<JsonNode> requests;
    private final SseParser events;
    private int read;
    private int requested;
    private boolean bareRead;
    private @Nullable JsonNode response;

    /**
     * Creates it for one request.
     *
     * @param id of the request
     * @param maxBytes that the whole body may have
     * @param requests takes the requests of the server that arrive in between
     */
    McpAnswer(long id, int maxBytes, Consumer<JsonNode> requests) {
        this.id = id;
        this.maxBytes = maxBytes;
        this.requests = requests;
        this.events = new SseParser(maxBytes, this::event);
    }

    /** Whether the part of the body that has arrived holds the response. */
    @Override
    public boolean test(Buffer body) {
        if (response == null && body.length() <= maxBytes) {
            byte[] more = body.getBytes(read, body.length());
            read = body.length();
            events.feed(more, 0, more.length);
            if (response == null && !bareRead && endsJson(more)) {
                bareRead = messages(body.getBytes(), 0, body.length());
            }
        }
        return response != null;
    }

    private boolean event(byte[] bytes, int from, int length) {
        messages(bytes, from, length);
        return response == null;
    }

    private static boolean endsJson(byte[] bytes) {
        int last = bytes.length - 1;
        while (last >= 0 && bytes[last] <= ' ') {
            last--;
        }
        return last >= 0 && (bytes[last] == '}' || bytes[last] == ']');
    }

    /** Reads one message or a batch; false when the text is not JSON. */
    private boolean messages(byte[] bytes, int from, int length) {
        Iterable<JsonNode> read = McpMessages.read(bytes, from, length);
        if (read == null) {
            return false;
        }
        read.forEach(this::message);
        return true;
    }

    private void message(JsonNode message) {
        if (message.has("method")) {
            if (message.hasNonNull("id") && requested++ < McpTransport.MOST_REQUESTS) {
                requests.accept(message);
            }
            return;
        }
        // a server that could not read the request names no id
        boolean mine = message.path("id").asLong(-1) == id || message.has("error") && !message.hasNonNull("id");
        if (response == null && mine && (message.has("result") || message.hasNonNull("error"))) {
            response = message;
        }
    }

    /** The response; null when the body has ended without one. */
    @Nullable
    JsonNode response() {
        events.end();
        return response;
    }
}
