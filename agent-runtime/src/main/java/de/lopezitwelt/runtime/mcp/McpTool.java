package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.tool.Tool;
import de.lopezitwelt.runtime.tool.ToolFailure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;

/** A tool of a server. Its description and its answers come from the server and are treated as mere text. */
final class McpTool implements Tool {

    private static final int LONGEST_DESCRIPTION = 1_000;

    /** Keywords whose values are data, where null has a meaning. */
    private static final Set<String> VALUES = Set.of("default", "const", "enum", "examples");

    private final McpSession session;
    private final String remoteName;
    private final ToolDefinition definition;
    private final Duration timeout;

    /** Makes a tool from its description by the server. */
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
            ToolDefinition definition = new ToolDefinition(offered, shown, schema(described.path("inputSchema")));
            return new McpTool(session, described.path("name").asText(), definition, timeout);
        };
    }

    /**
     * The schema in a form that all providers accept. Some servers write null for missing keywords, or leave out the empty
     * list of arguments; providers refuse a whole call because of one tool with such a schema.
     */
    private static ObjectNode schema(JsonNode described) {
        ObjectNode schema = described.deepCopy();
        removeNulls(schema);
        schema.put("type", "object");
        if (!schema.path("properties").isObject()) {
            schema.putObject("properties");
        }
        return schema;
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var keywords = object.properties().stream()
                    .filter(field -> !VALUES.contains(field.getKey()))
                    .toList();
            keywords.forEach(field -> {
                if (field.getValue().isNull()) {
                    object.remove(field.getKey());
                } else {
                    removeNulls(field.getValue());
                }
            });
        } else {
            node.forEach(McpTool::removeNulls);
        }
    }

    @Override
    public String ownName() {
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
