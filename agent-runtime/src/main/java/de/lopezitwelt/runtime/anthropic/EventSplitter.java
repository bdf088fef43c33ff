package de.lopezitwelt.runtime.anthropic;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts an event stream into events as its bytes come (WHATWG HTML §9.2.6, as far as providers use it). */
final class EventSplitter {

    /** Bytes of one event. */
    static final int LARGEST = 1024 * 1024;

    private Buffer pending = Buffer.buffer();
    private final List<String> data = new ArrayList<>();

    @Nullable
    private String name;

    /** @throws IllegalStateException when an event does not end */
    List<ServerSentEvent> feed(Buffer chunk) {
        pending.appendBuffer(chunk);
        List<ServerSentEvent> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < pending.length(); i++) {
            if (pending.getByte(i) == '\n') {
                ServerSentEvent event = line(pending.getString(start, i, StandardCharsets.UTF_8.name()));
                if (event != null) {
                    events.add(event);
                }
                start = i + 1;
            }
        }
        pending = pending.getBuffer(start, pending.length());
        if (pending.length() > LARGEST) {
            throw new IllegalStateException("an event is too large");
        }
        return events;
    }

    /** The event that an empty line completes. */
    private @Nullable ServerSentEvent line(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (text.startsWith("event:")) {
            name = text.substring(6).strip();
        } else if (text.startsWith("data:")) {
            data.add(text.substring(5).strip());
        } else if (text.isEmpty() && !data.isEmpty()) {
            ServerSentEvent event = new ServerSentEvent(name, String.join("\n", data));
            name = null;
            data.clear();
            return event;
        }
        return null;
    }
}
