package de.lopezitwelt.chat.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Server-Sent Events one by one. */
public final class SseStream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One event. */
    public record Event(String id, String name, JsonNode data) {}

    private final int status;
    private final InputStream body;
    private final BufferedReader lines;

    SseStream(HttpResponse<InputStream> response) {
        this.status = response.statusCode();
        this.body = response.body();
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    public int status() {
        return status;
    }

    /** The next event; empty at the end of the stream. */
    public Optional<Event> next() {
        try {
            String id = "";
            String name = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.isEmpty() && !name.isEmpty()) {
                    return Optional.of(new Event(id, name, JSON.readTree(data.toString())));
                }
            }
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Events up to and including the first of that name. */
    public List<Event> until(String name) {
        List<Event> events = new ArrayList<>();
        for (Optional<Event> event = next(); event.isPresent(); event = next()) {
            events.add(event.get());
            if (event.get().name().equals(name)) {
                break;
            }
        }
        return events;
    }

    public List<Event> all() {
        return until("no such event");
    }

    public static String text(List<Event> events) {
        StringBuilder text = new StringBuilder();
        events.stream()
                .filter(event -> event.name().equals("delta"))
                .forEach(event -> text.append(event.data().path("text").asText()));
        return text.toString();
    }

    public static @Nullable Event last(List<Event> events, String name) {
        return events.reversed().stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    public static String replyId(List<Event> events) {
        String id = events.getFirst().id();
        return id.substring(0, id.lastIndexOf(':'));
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
