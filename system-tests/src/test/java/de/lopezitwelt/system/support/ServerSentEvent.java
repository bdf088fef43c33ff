package de.lopezitwelt.system.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One event of a stream. */
public record ServerSentEvent(String id, String name, String data) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads until one matches, or to the end. */
    static List<ServerSentEvent> read(BufferedReader lines, Predicate<ServerSentEvent> enough) throws IOException {
        List<ServerSentEvent> events = new ArrayList<>();
        var pending = new Builder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isEmpty()) {
                pending.line(line);
            } else if (pending.hasData()) {
                events.add(pending.build());
                if (enough.test(events.getLast())) {
                    return events;
                }
                pending = new Builder();
            }
        }
        return events;
    }

    public static List<ServerSentEvent> all(String body) {
        try {
            return read(new BufferedReader(new StringReader(body)), event -> false);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public JsonNode json() {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new AssertionError(this + " carries no JSON", e);
        }
    }

    private static final class Builder {
        private String id = "";
        private String name = "message";
        private final StringBuilder data = new StringBuilder();

        void line(String line) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                return;
            }
            String value = line.substring(colon + 1).stripLeading();
            switch (line.substring(0, colon)) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                default -> {}
            }
        }

        boolean hasData() {
            return !data.isEmpty();
        }

        ServerSentEvent build() {
            return new ServerSentEvent(id, name, data.toString());
        }
    }
}
