package de.lopezitwelt.platform.local.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.operator.LongTask;
import java.io.IOException;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What operators do about summaries. */
@Command(
        name = "analytics",
        description = "Looks after summaries.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class AnalyticsCommand {
    @Command(
            description = {
                "Folds every conversation event from the first one on into tables beside the live ones, compares both at",
                "equal offsets and swaps them. Live folding goes on meanwhile."
            })
    int rebuild(
            @Option(names = "--compare-only", description = "Do not swap. Exit code 1 when rows differ.")
                    boolean compareOnly)
            throws IOException, InterruptedException {
        var request = JsonNodeFactory.instance.objectNode().put("compare_only", compareOnly);
        JsonNode report;
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("rebuild")
                .setUnit(" events", 1)
                .setInitialMax(1)
                .showSpeed()
                .build()) {
            report = new LongTask(Workplace.current().operator(), "/rebuilds").run(request, state -> {
                bar.setExtraMessage(" " + state.path("phase").asText());
                bar.maxHint(state.path("total").asLong());
                bar.stepTo(state.path("folded").asLong());
            });
        }
        long differing = 0;
        for (JsonNode table : report.path("tables")) {
            differing += table.path("differing").asLong();
            System.out.printf(
                    "%-20s %,11d rows, %,d differ from the live table%n",
                    table.path("table").asText(),
                    table.path("rows").asLong(),
                    table.path("differing").asLong());
            table.path("examples").forEach(id -> System.out.println("  " + id.asText()));
        }
        System.out.println(report.path("swapped").asBoolean() ? "Swapped." : "Left as they were.");
        return compareOnly && differing > 0 ? 1 : 0;
    }
}
