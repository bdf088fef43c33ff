package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.json.WellFormed;
import de.lopezitwelt.runtime.tool.ToolFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The text of a tool's result (MCP 2025-06-18, Tool Result). Texts are passed on. Links, images, sounds and
 * unknown contents are named in brackets, because a tool message to a model holds text only.
 */
final class McpResult {

    private final StringJoiner text = new StringJoiner("\n");
    private boolean spoken;

    private McpResult() {}

    /**
     * The whole text of the result.
     *
     * @throws ToolFailure with that text when the tool reports an error
     */
    static String text(JsonNode result) {
        McpResult read = new McpResult();
        read.content(result.path("content"));
        if (!read.spoken && !isNothing(result.path("structuredContent"))) {
            read.text.add(result.path("structuredContent").toString());
        }
        if (!isNothing(result.path("toolResult"))) {
            // the form of the protocol's first version
            read.text.add(plain(result.path("toolResult")));
        }
        boolean failed = result.path("isError").asBoolean();
        if (read.text.length() == 0) {
            read.text.add(
                    failed ? "the tool reports an error and says no more" : "[the tool answered without content]");
        }
        if (failed) {
            throw new ToolFailure(read.text.toString());
        }
        return read.text.toString();
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String plain(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private void content(JsonNode content) {
        if (content.isArray()) {
            content.forEach(this::part);
        } else if (!isNothing(content)) {
            part(content);
        }
    }

    private void part(JsonNode part) {
        if (part.isTextual()) {
            say(part.textValue());
            return;
        }
        String type = part.path("type").asText(part.has("text") ? "text" : "");
        switch (type) {
            case "text" -> say(plain(part.path("text")));
            case "resource" -> resource(part.path("resource"));
            case "resource_link" -> link(part);
            case "image", "audio" ->
                text.add("[" + type + mime(part) + size(part.path("data").asText("")) + "; it cannot be shown here]");
            default -> text.add("[a part of the unknown type \"" + shortened(type) + "\" is left out]");
        }
    }

    private void say(String words) {
        if (!words.isEmpty()) {
            text.add(words);
            spoken = true;
        }
    }

    private void resource(JsonNode resource) {
        String name = "resource " + shortened(resource.path("uri").asText("without address")) + mime(resource);
        String blob = resource.path("blob").asText("");
        String words = resource.has("text") ? plain(resource.path("text")) : decoded(resource, blob);
        if (words == null) {
            text.add("[" + name + size(blob) + "; it cannot be shown here]");
        } else {
            text.add("[" + name + "]");
            say(words);
        }
    }

    /** Decodes a text that was sent as bytes; null when they are not a text. */
    private static @Nullable String decoded(JsonNode resource, String blob) {
        String mime = resource.path("mimeType").asText("").toLowerCase(Locale.ROOT);
        byte[] bytes = mime.startsWith("text/") || mime.contains("json") || mime.contains("xml") ? bytes(blob) : null;
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private void link(JsonNode link) {
        String name = link.path("title").asText(link.path("name").asText(""));
        String description = link.path("description").asText("");
        text.add("[link" + (name.isEmpty() ? "" : " " + shortened(name)) + ": "
                + shortened(link.path("uri").asText("without address")) + mime(link) + "]"
                + (description.isEmpty() ? "" : " " + description));
    }

    private static String mime(JsonNode part) {
        String mime = part.path("mimeType").asText("");
        return mime.isEmpty() ? "" : ", " + shortened(mime);
    }

    private static String size(String base64) {
        byte[] bytes = bytes(base64);
        return bytes == null ? "" : ", " + bytes.length + " bytes";
    }

    private static byte @Nullable [] bytes(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }

    private static String shortened(String value) {
        return WellFormed.cut(value, 500);
    }
}
