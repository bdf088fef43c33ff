package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The tools of a server, read page by page: those that can be offered, and the others with their reasons. */
final class McpListing {

    static final int MOST_TOOLS = 200;
    static final int MOST_PAGES = 20;

    /** Most tools that are left out with their names; further ones are only counted. */
    private static final int MOST_NAMED = 200;

    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_SCHEMA = 8_192;

    private final String server;
    private final Map<String, JsonNode> usable = new LinkedHashMap<>();
    private final List<LeftOutTool> leftOut = new ArrayList<>();
    private final Set<String> cursors = new HashSet<>();
    private int pages;
    private int unnamed;

    McpListing(String server) {
        this.server = server;
    }

    /**
     * Reads one more page.
     *
     * @return the cursor of the page to read next; null when this was the last one
     */
    @Nullable
    String read(JsonNode page) {
        pages++;
        page.path("tools").forEach(this::tool);
        String next = page.path("nextCursor").asText("");
        if (next.isEmpty()) {
            return null;
        }
        if (!cursors.add(next)) {
            leaveOut(LeftOutTool.ALL, Why.LIMIT, "the server repeats a page: no later one is read");
            return null;
        }
        if (pages == MOST_PAGES) {
            leaveOut(LeftOutTool.ALL, Why.LIMIT, "no more than " + MOST_PAGES + " pages of tools are read");
            return null;
        }
        return next;
    }

    private void tool(JsonNode described) {
        JsonNode name = described.path("name");
        if (!name.isTextual() || name.textValue().isBlank()) {
            leaveOut("", Why.NAME, "the tool has no name");
        } else if (name.textValue().length() > LONGEST_NAME) {
            leaveOut(name.textValue(), Why.NAME, "the name is longer than " + LONGEST_NAME + " characters");
        } else {
            named(name.textValue(), described);
        }
    }

    private void named(String name, JsonNode described) {
        String flaw = flaw(described.path("inputSchema"));
        if (usable.containsKey(name)) {
            leaveOut(name, Why.COLLISION, "the server lists this name twice");
        } else if (flaw != null) {
            leaveOut(name, Why.SCHEMA, flaw);
        } else if (usable.size() == MOST_TOOLS) {
            leaveOut(name, Why.LIMIT, "no more than " + MOST_TOOLS + " tools of a server are read");
        } else {
            usable.put(name, described);
        }
    }

    /** Providers refuse a whole call for one tool whose arguments are not an object. */
    private static @Nullable String flaw(JsonNode schema) {
        if (!schema.isObject()) {
            return "the tool has no schema of its arguments (inputSchema)";
        }
        if (schema.hasNonNull("type") && !isObject(schema.get("type"))) {
            return "the schema of its arguments is not of the type object";
        }
        if (schema.toString().length() > LONGEST_SCHEMA) {
            return "the schema of its arguments is longer than " + LONGEST_SCHEMA + " characters";
        }
        return null;
    }

    private static boolean isObject(JsonNode type) {
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false).anyMatch(McpListing::isObject)
                : type.asText().equals("object");
    }

    private void leaveOut(String name, Why why, String reason) {
        if (leftOut.size() < MOST_NAMED) {
            leftOut.add(new LeftOutTool(server, name, why, reason));
        } else {
            unnamed++;
        }
    }

    /** The tools in the order of the server, each with a name of its own. Call it once, after the last page. */
    List<McpTool> tools(McpTool.Maker maker) {
        OfferedNames names = new OfferedNames(server, usable.keySet());
        Map<String, McpTool> tools = new LinkedHashMap<>();
        usable.forEach((name, described) -> {
            String offered = names.of(name);
            if (tools.containsKey(offered)) {
                leaveOut(name, Why.COLLISION, "another tool is offered by this name");
            } else {
                tools.put(offered, maker.make(offered, described));
            }
        });
        if (tools.isEmpty() && leftOut.isEmpty()) {
            leaveOut(LeftOutTool.ALL, Why.UNKNOWN, "the server lists no tools");
        }
        if (unnamed > 0) {
            leftOut.add(new LeftOutTool(server, LeftOutTool.ALL, Why.LIMIT, unnamed + " more tools are left out"));
        }
        return List.copyOf(tools.values());
    }

    List<LeftOutTool> leftOut() {
        return List.copyOf(leftOut);
    }
}
