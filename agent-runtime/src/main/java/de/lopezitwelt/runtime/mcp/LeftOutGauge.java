package de.lopezitwelt.runtime.mcp;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code mcp_tools_left_out}: how many tools of a server are offered to no model, by reason. The log and the API name the
 * tools. Their names are no labels, because a foreign server chooses them and their number has no bound.
 */
final class LeftOutGauge {

    private final MultiGauge gauge;

    LeftOutGauge(String server) {
        this.gauge = MultiGauge.builder("mcp.tools.left.out")
                .description("Tools of MCP servers that no model is offered")
                .tag("server", server)
                .register(Metrics.globalRegistry);
    }

    /** Replaces the values. */
    void show(List<LeftOutTool> leftOut) {
        gauge.register(
                leftOut.stream()
                        .collect(Collectors.groupingBy(
                                tool -> Tags.of("reason", tool.why().label()), Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(row -> Row.of(row.getKey(), row.getValue()))
                        .toList(),
                true);
    }
}
