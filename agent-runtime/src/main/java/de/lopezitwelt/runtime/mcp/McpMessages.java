package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON-RPC 2.0 messages, bare or in an event stream. */
final class McpMessages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private McpMessages() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static Buffer request(long id, String method, @Nullable JsonNode parameters) {
        return write(message(method, parameters).put("id", id));
    }

    static Buffer notification(String method) {
        return write(message(method, null));
    }

    private static ObjectNode message(String method, @Nullable JsonNode parameters) {
        ObjectNode message = object().put("jsonrpc", "2.0").put("method", method);
        if (parameters != null) {
            message.set("params", parameters);
        }
        return message;
    }

    private static Buffer write(ObjectNode message) {
        return Buffer.buffer(message.toString());
    }

    /** The response to a request; null when the body does not hold it (yet). */
    static @Nullable JsonNode response(Buffer body, long id) {
        String text = body.toString(StandardCharsets.UTF_8);
        JsonNode bare = response(text, id);
        if (bare != null) {
            return bare;
        }
        for (String event : text.split("\\r?\\n\\r?\\n")) {
            StringBuilder data = new StringBuilder();
            event.lines()
                    .filter(line -> line.startsWith("data:"))
                    .forEach(line -> data.append(line.substring(5)).append('\n'));
            JsonNode found = response(data.toString(), id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable JsonNode response(String text, long id) {
        if (!text.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            JsonNode message = JSON.readTree(text);
            boolean answers = message.path("id").asLong(-1) == id && (message.has("result") || message.has("error"));
            return answers ? message : null;
        } catch (JsonProcessingException notYet) {
            return null;
        }
    }
}
