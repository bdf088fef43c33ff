package de.lopezitwelt.platform.local.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.operator.LongTask;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares chat with analytics. */
@Command(
        name = "reconcile",
        description = {
            "Compares, per session and day, the messages chat stores with those analytics has counted.",
            "Exit code 1 when some differ."
        },
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--from", paramLabel = "day", description = "First day, UTC (default: yesterday).")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "day", description = "Last day, UTC (default: today).")
    private @Nullable LocalDate to;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate first = from == null ? today.minusDays(1) : from;
        LocalDate last = to == null ? today : to;
        if (first.isAfter(last)) {
            throw new ParameterException(
                    spec.commandLine(), "the first day, " + first + ", is after the last, " + last);
        }
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("from", first.toString());
        request.put("to", last.toString());
        JsonNode report = new LongTask(Workplace.current().operator(), "/reconciliations")
                .run(
                        request,
                        state -> System.err.printf(
                                "\r%,d sessions compared ",
                                state.path("sessions").asLong()));
        System.err.println();
        for (JsonNode day : report.path("days")) {
            System.out.printf(
                    "%s  %,9d sessions  %,11d messages  %,6d differ%n",
                    day.path("day").asText(),
                    day.path("sessions").asLong(),
                    day.path("messages").asLong(),
                    day.path("differing").asLong());
        }
        for (JsonNode session : report.path("differences")) {
            System.out.printf(
                    "  %s  session %s  chat %s  analytics %s%n",
                    session.path("day").asText(),
                    session.path("session_id").asText(),
                    figures(session.path("chat")),
                    figures(session.path("analytics")));
        }
        long differing = report.path("differing").asLong();
        System.out.println(differing == 0 ? "Every session agrees." : differing + " sessions differ.");
        return differing == 0 ? 0 : 1;
    }

    private static String figures(JsonNode side) {
        return side.path("messages").asText("0") + "/" + side.path("checksum").asText("0");
    }
}
