package de.lopezitwelt.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.benchmarks.chat.AppendBench;
import de.lopezitwelt.benchmarks.chat.GatewayBench;
import de.lopezitwelt.benchmarks.chat.HistoryBench;
import de.lopezitwelt.benchmarks.events.FoldBench;
import de.lopezitwelt.benchmarks.events.RelayBench;
import de.lopezitwelt.benchmarks.frame.Bench;
import de.lopezitwelt.benchmarks.frame.BenchPlatform;
import de.lopezitwelt.benchmarks.frame.Comparison;
import de.lopezitwelt.benchmarks.frame.OlderBuild;
import de.lopezitwelt.benchmarks.frame.Report;
import de.lopezitwelt.benchmarks.identity.LoginBench;
import de.lopezitwelt.benchmarks.identity.TokenBench;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lopez bench}: measures on a platform of its own, prints a table and writes the figures as JSON. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures ratios against baselines of the same run.")
final class BenchCommand implements Callable<Integer> {
    static final Map<String, Bench> BENCHES = Map.of(
            "append", new AppendBench(),
            "fold", new FoldBench(),
            "gateway", new GatewayBench(),
            "history", new HistoryBench(),
            "login", new LoginBench(),
            "relay", new RelayBench(),
            "token", new TokenBench());

    @Parameters(index = "0", description = "append, fold, gateway, history, login, relay or token")
    private String name = "";

    @Option(names = "--quick", description = "A few seconds, to see that it works; the figures are not worth quoting.")
    private boolean quick;

    @Option(names = "--json", description = "Where the figures are written (default: .lopez/bench/<name>.json).")
    private Path json = Path.of("");

    @Option(
            names = "--compare",
            arity = "0..1",
            fallbackValue = "last",
            description = "Also compares with the figures of a JSON of an earlier run (default: the last one).")
    private String compare = "";

    @Option(
            names = "--against",
            paramLabel = "<commit>",
            description = "Builds that commit too, measures both in turn, and compares the medians.")
    private String against = "";

    @Option(names = "--rounds", description = "With --against: how often each is measured (default: 2).")
    private int rounds = 2;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Bench bench = BENCHES.get(name);
        if (bench == null) {
            System.err.println("No benchmark '" + name + "'; there are "
                    + BENCHES.keySet().stream().sorted().toList());
            return 2;
        }
        if (rounds < 1) {
            System.err.println("--rounds: at least 1, not " + rounds);
            return 2;
        }
        Path root =
                Path.of(System.getProperty("lopez.root", ".")).toAbsolutePath().normalize();
        Path target = json.toString().isEmpty() ? root.resolve(".lopez/bench/" + name + ".json") : json;
        // Before anything is measured: a file that cannot be read must not cost a run.
        List<JsonNode> earlier = compare.isEmpty()
                ? List.of()
                : List.of(Comparison.read(compare.equals("last") ? target : Path.of(compare)));
        if (!against.isEmpty()) {
            inTurn(bench, OlderBuild.of(root, against), root).print(System.out);
            return 0;
        }
        Report report = measure(bench, root);
        if (!earlier.isEmpty()) {
            new Comparison(earlier, List.of(report.asJson())).print(System.out);
        }
        report.write(target);
        System.out.println("Figures written to " + target);
        return 0;
    }

    /** Old, new, new, old, …: what the machine does in the course of time meets both alike. */
    private Comparison inTurn(Bench bench, Path older, Path newer) throws Exception {
        List<JsonNode> before = new ArrayList<>();
        List<JsonNode> after = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                before.add(measure(bench, older).asJson());
                after.add(measure(bench, newer).asJson());
            } else {
                after.add(measure(bench, newer).asJson());
                before.add(measure(bench, older).asJson());
            }
        }
        return new Comparison(before, after);
    }

    private Report measure(Bench bench, Path root) throws Exception {
        try (BenchPlatform platform = BenchPlatform.start(root, bench.services())) {
            System.out.println("Measuring " + name + " of " + root.getFileName() + " since " + Instant.now());
            Report report = bench.run(platform, quick ? Bench.Scale.QUICK : Bench.Scale.FULL);
            report.print(System.out);
            return report;
        }
    }
}
