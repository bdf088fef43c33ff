package de.lopezitwelt.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One event of a stream. */
record ServerSentEvent(String id, String name, String data) {
    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode json() {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new AssertionError(this + " carries no JSON", e);
        }
    }

    static final class Builder {
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
