package de.lopezitwelt.runtime.toolbox;

import de.lopezitwelt.runtime.mcp.LeftOutTool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tools that the next reply of an agent offers its model, and those that it leaves out. */
public record AgentTools(List<Offered> offered, List<LeftOutTool> leftOut) {

    /**
     * A tool that the model may call.
     *
     * @param server the catalog's name of the server; null for a tool of the platform
     * @param name the name that its owner gave it
     * @param offeredAs the name that the model sees
     * @param description for the model, in its owner's words
     */
    public record Offered(@Nullable String server, String name, String offeredAs, String description) {

        private static final int LONGEST = 1_000;

        public Offered {
            name = LeftOutTool.shown(name, LONGEST);
            description = LeftOutTool.shown(description, LONGEST);
        }
    }

    public AgentTools {
        offered = List.copyOf(offered);
        leftOut = List.copyOf(leftOut);
    }
}
