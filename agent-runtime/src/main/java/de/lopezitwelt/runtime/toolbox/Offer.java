package de.lopezitwelt.runtime.toolbox;

import de.lopezitwelt.runtime.mcp.LeftOutTool;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.tool.Tool;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one reply offers its model, and what it leaves out. */
final class Offer {

    /** Providers refuse a call with more. */
    private static final int MOST_TOOLS = 128;

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Set<LeftOutTool> leftOut = new LinkedHashSet<>();

    /** @param server null for a tool of the platform */
    void add(@Nullable String server, Tool tool) {
        String name = tool.definition().name();
        if (tools.size() < MOST_TOOLS || tools.containsKey(name)) {
            tools.put(name, tool);
        } else {
            leaveOut(new LeftOutTool(
                    server, name, Why.LIMIT, "a model is offered no more than " + MOST_TOOLS + " tools"));
        }
    }

    void leaveOut(LeftOutTool tool) {
        leftOut.add(tool);
    }

    List<Tool> tools() {
        return List.copyOf(tools.values());
    }

    List<LeftOutTool> leftOut() {
        return List.copyOf(leftOut);
    }
}
