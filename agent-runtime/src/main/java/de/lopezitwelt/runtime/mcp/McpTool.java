package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.tool.Tool;
import de.lopezitwelt.runtime.tool.ToolFailure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** A tool of a server. What it says of itself and what it answers is the server's word: text, never more. */
final class McpTool implements Tool {

    private static final int LONGEST_DESCRIPTION = 1_000;

    private final McpSession session;
    private final String remoteName;
    private final ToolDefinition definition;
    private final Duration timeout;

    /** Makes a tool of what a server says of it. */
    interface Maker {

        /** @param described with a name and a schema that is an object */
        McpTool make(String offeredName, JsonNode described);
    }

    private McpTool(McpSession session, String remoteName, ToolDefinition definition, Duration timeout) {
        this.session = session;
        this.remoteName = remoteName;
        this.definition = definition;
        this.timeout = timeout;
    }

    static Maker maker(McpSession session, Duration timeout) {
        return (offered, described) -> {
            String description = described.path("description").asText("");
            String shown = description.substring(0, Math.min(description.length(), LONGEST_DESCRIPTION));
            ObjectNode schema = described.path("inputSchema").deepCopy();
            if (!schema.has("type")) {
                schema.put("type", "object");
            }
            ToolDefinition definition = new ToolDefinition(offered, shown, schema);
            return new McpTool(session, described.path("name").asText(), definition, timeout);
        };
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
                .map(McpResult::text);
    }
}
