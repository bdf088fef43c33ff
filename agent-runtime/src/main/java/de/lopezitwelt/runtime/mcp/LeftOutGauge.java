package de.lopezitwelt.runtime.mcp;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code mcp_tools_left_out}: how many tools of a server no model is offered, by reason. The tools' names stand in the log
 * and in the API: a foreign server chooses them, so as labels they would have no bound over time.
 */
final class LeftOutGauge {

    private final MultiGauge gauge;

    LeftOutGauge(String server) {
        this.gauge = MultiGauge.builder("mcp.tools.left.out")
                .description("Tools of MCP servers that no model is offered")
                .tag("server", server)
                .register(Metrics.globalRegistry);
    }

    /** Replaces what was shown. */
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
