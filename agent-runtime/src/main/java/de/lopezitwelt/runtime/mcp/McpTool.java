package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.tool.Tool;
import de.lopezitwelt.runtime.tool.ToolFailure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A tool of a server. What it says of itself and what it answers is the server's word: text, never more. */
final class McpTool implements Tool {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_SCHEMA = 8_192;

    private final McpSession session;
    private final String remoteName;
    private final ToolDefinition definition;
    private final Duration timeout;

    private McpTool(McpSession session, String remoteName, ToolDefinition definition, Duration timeout) {
        this.session = session;
        this.remoteName = remoteName;
        this.definition = definition;
        this.timeout = timeout;
    }

    /** Null for one that cannot be offered to a model: nameless, or described at too great a length. */
    static @Nullable McpTool of(String server, JsonNode described, McpSession session, Duration timeout) {
        String name = described.path("name").asText();
        String offered = server + "__" + name.replaceAll("[^A-Za-z0-9_-]", "_");
        JsonNode schema = described.path("inputSchema");
        if (name.isEmpty()
                || offered.length() > LONGEST_NAME
                || !schema.isObject()
                || schema.toString().length() > LONGEST_SCHEMA) {
            return null;
        }
        String description = described.path("description").asText();
        String shown = description.substring(0, Math.min(description.length(), LONGEST_DESCRIPTION));
        return new McpTool(session, name, new ToolDefinition(offered, shown, schema), timeout);
    }

    String remoteName() {
        return remoteName;
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public int maxResultLength() {
        return LONG_RESULT;
    }

    @Override
    public Duration timeout() {
        return timeout.multipliedBy(3);
    }

    @Override
    public Uni<String> call(JsonNode arguments) {
        var parameters = McpMessages.object().put("name", remoteName);
        parameters.set("arguments", arguments);
        return session.request("tools/call", parameters)
                .onFailure(McpFailure.class)
                .transform(failure -> new ToolFailure(String.valueOf(failure.getMessage())))
                .map(McpTool::text);
    }

    private static String text(JsonNode result) {
        StringJoiner text = new StringJoiner("\n");
        for (JsonNode content : result.path("content")) {
            if (content.path("type").asText().equals("text")) {
                text.add(content.path("text").asText());
            }
        }
        if (text.length() == 0 && result.has("structuredContent")) {
            text.add(result.path("structuredContent").toString());
        }
        if (result.path("isError").asBoolean()) {
            throw new ToolFailure(text.toString());
        }
        return text.toString();
    }
}
