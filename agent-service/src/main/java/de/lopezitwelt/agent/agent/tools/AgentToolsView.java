package de.lopezitwelt.agent.agent.tools;

import de.lopezitwelt.agent.version.AgentVersionView;
import de.lopezitwelt.runtime.mcp.LeftOutTool;
import de.lopezitwelt.runtime.toolbox.AgentTools;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The tools of one version of an agent. */
@Schema(name = "AgentTools")
public record AgentToolsView(
        String agentId,

        @Schema(examples = "3") long versionNumber,

        @Schema(examples = "lopez-offline") String model,

        @Schema(description = "What the model may call, in the order in which it is offered")
        List<ToolView> tools,

        @Schema(description = "What the agent names, or its servers list, and the model is not offered")
        List<LeftOutView> leftOut) {

    /** A tool that the model may call. */
    @Schema(name = "AgentTool")
    public record ToolView(
            @Schema(description = "The MCP server in the operator's catalog; null for a tool of the platform") @Nullable
            String server,

            @Schema(description = "As its server calls it", examples = "calculator")
            String name,

            @Schema(description = "As the model sees it", examples = "calculator")
            String offeredAs,

            @Schema(
                    description =
                            "What the model reads of it, shortened to 1,000 characters; an MCP server's are its own words")
            String description) {

        static ToolView of(AgentTools.Offered tool) {
            return new ToolView(tool.server(), tool.name(), tool.offeredAs(), tool.description());
        }
    }

    /** A tool that the model is not offered. */
    @Schema(name = "LeftOutTool")
    public record LeftOutView(
            @Schema(description = "The MCP server as the agent names it; null for a tool of the platform") @Nullable
            String server,

            @Schema(description = "As its server calls it; * for all, or for those whose names were not read")
            String name,

            @Schema(
                    description =
                            "limit, name, schema, collision, away, sign_in, redirect, model, not_allowed or unknown;"
                                    + " more may come",
                    examples = "away")
            String why,

            @Schema(examples = "the server does not answer") String reason) {

        static LeftOutView of(LeftOutTool tool) {
            return new LeftOutView(tool.server(), tool.name(), tool.why().label(), tool.reason());
        }
    }

    static AgentToolsView of(AgentVersionView version, AgentTools tools) {
        return new AgentToolsView(
                version.agentId(),
                version.versionNumber(),
                version.model(),
                tools.offered().stream().map(ToolView::of).toList(),
                tools.leftOut().stream().map(LeftOutView::of).toList());
    }
}
