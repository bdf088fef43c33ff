package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes and reads JSON-RPC 2.0 messages. */
final class McpMessages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int METHOD_NOT_FOUND = -32_601;

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

    /** The response to a request of the server: {@code ping} succeeds, all other methods are unknown. */
    static Buffer response(JsonNode request) {
        ObjectNode response = object().put("jsonrpc", "2.0");
        response.set("id", request.path("id"));
        if (request.path("method").asText().equals("ping")) {
            response.putObject("result");
        } else {
            response.putObject("error").put("code", METHOD_NOT_FOUND).put("message", "Method not found");
        }
        return write(response);
    }

    /** The messages of a text: one, or those of a batch; null when the text is not JSON. */
    static @Nullable Iterable<JsonNode> read(byte[] bytes, int from, int length) {
        try {
            JsonNode read = JSON.readTree(bytes, from, length);
            return read.isArray() ? read : List.of(read);
        } catch (IOException notJson) {
            return null;
        }
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
}
