package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.sse.SseParser;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the response to one request in a body that is still coming, bare or in an event stream. Each byte of a
 * stream is read once, however often the body has grown.
 */
final class McpAnswer implements Predicate<Buffer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final long id;
    private final int maxBytes;
    private final SseParser events;
    private int read;
    private @Nullable JsonNode response;

    /**
     * Creates it for one request.
     *
     * @param id of the request
     * @param maxBytes that the whole body may have
     */
    McpAnswer(long id, int maxBytes) {
        this.id = id;
        this.maxBytes = maxBytes;
        this.events = new SseParser(maxBytes, this::event);
    }

    /** Whether the body, as far as it has come, holds the response. */
    @Override
    public boolean test(Buffer body) {
        if (response == null && body.length() <= maxBytes) {
            byte[] more = body.getBytes(read, body.length());
            read = body.length();
            events.feed(more, 0, more.length);
            if (response == null && endsWithBrace(more)) {
                response = response(body.getBytes(), 0, body.length());
            }
        }
        return response != null;
    }

    private boolean event(byte[] bytes, int from, int length) {
        response = response(bytes, from, length);
        return response == null;
    }

    private static boolean endsWithBrace(byte[] bytes) {
        int last = bytes.length - 1;
        while (last >= 0 && bytes[last] <= ' ') {
            last--;
        }
        return last >= 0 && bytes[last] == '}';
    }

    private @Nullable JsonNode response(byte[] bytes, int from, int length) {
        try {
            JsonNode message = JSON.readTree(bytes, from, length);
            boolean answers = message.path("id").asLong(-1) == id && (message.has("result") || message.has("error"));
            return answers ? message : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    /** The response; null when the body has ended without one. */
    @Nullable
    JsonNode response() {
        events.end();
        return response;
    }
}
