package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.runtime.model.ToolDefinition;
import java.util.List;

/** What offering tools adds to a prompt: providers render each definition into it. */
final class ToolTokens {

    private ToolTokens() {}

    static int estimate(List<ToolDefinition> tools) {
        int tokens = 0;
        for (ToolDefinition tool : tools) {
            tokens += TokenCounter.TURN_OVERHEAD + TokenCounter.estimate(text(tool)) * 3 / 4;
        }
        return tokens;
    }

    static int upperBound(List<ToolDefinition> tools) {
        int tokens = 0;
        for (ToolDefinition tool : tools) {
            tokens += TokenCounter.TURN_OVERHEAD * 4 + TokenCounter.upperBound(text(tool));
        }
        return tokens;
    }

    private static String text(ToolDefinition tool) {
        return tool.name()
                + (tool.description() == null ? "" : tool.description())
                + (tool.parameters() == null ? "" : tool.parameters());
    }
}
