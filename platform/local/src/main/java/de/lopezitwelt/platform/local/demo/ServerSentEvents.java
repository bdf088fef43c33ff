package de.lopezitwelt.platform.local.demo;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads {@code text/event-stream} (WHATWG HTML §9.2) while it arrives. */
final class ServerSentEvents implements Closeable {
    private final BufferedReader reader;

    ServerSentEvents(InputStream in) {
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The next event, null at the end; an event cut off by the end does not count. */
    @Nullable
    Event next() throws IOException {
        String name = "message";
        var data = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return new Event(name, data.toString());
                }
                name = "message";
            } else if (line.startsWith("event:")) {
                name = value(line);
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(value(line));
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    /** One event's name and data. */
    record Event(String name, String data) {}
}
