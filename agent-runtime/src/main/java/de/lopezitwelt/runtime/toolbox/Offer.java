package de.lopezitwelt.runtime.toolbox;

import de.lopezitwelt.runtime.mcp.LeftOutTool;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.tool.Tool;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools that one reply offers its model, and those that it leaves out. */
final class Offer {

    /** Most tools of one call: providers refuse more. */
    private static final int MOST_TOOLS = 128;

    private final Map<String, Entry> tools = new LinkedHashMap<>();
    private final Set<LeftOutTool> leftOut = new LinkedHashSet<>();

    private record Entry(@Nullable String server, Tool tool) {

        LeftOutTool leftOut(Why why, String reason) {
            return new LeftOutTool(server, tool.ownName(), why, reason);
        }

        AgentTools.Offered offered() {
            return new AgentTools.Offered(
                    server,
                    tool.ownName(),
                    tool.definition().name(),
                    Objects.requireNonNullElse(tool.definition().description(), ""));
        }
    }

    /** @param server null for a tool of the platform */
    void add(@Nullable String server, Tool tool) {
        String name = tool.definition().name();
        Entry entry = new Entry(server, tool);
        if (tools.size() < MOST_TOOLS || tools.containsKey(name)) {
            tools.put(name, entry);
        } else {
            leaveOut(entry.leftOut(Why.LIMIT, "a model is offered no more than " + MOST_TOOLS + " tools"));
        }
    }

    void leaveOut(LeftOutTool tool) {
        leftOut.add(tool);
    }

    /** Offers nothing: all tools are left out for this reason. */
    void leaveAllOut(Why why, String reason) {
        tools.values().forEach(entry -> leaveOut(entry.leftOut(why, reason)));
        tools.clear();
    }

    List<Tool> tools() {
        return tools.values().stream().map(Entry::tool).toList();
    }

    List<LeftOutTool> leftOut() {
        return List.copyOf(leftOut);
    }

    AgentTools shown() {
        return new AgentTools(tools.values().stream().map(Entry::offered).toList(), leftOut());
    }
}
