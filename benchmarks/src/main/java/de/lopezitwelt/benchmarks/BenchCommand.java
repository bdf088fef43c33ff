package de.lopezitwelt.benchmarks;

import de.lopezitwelt.benchmarks.chat.AppendBench;
import de.lopezitwelt.benchmarks.chat.GatewayBench;
import de.lopezitwelt.benchmarks.chat.HistoryBench;
import de.lopezitwelt.benchmarks.events.FoldBench;
import de.lopezitwelt.benchmarks.events.RelayBench;
import de.lopezitwelt.benchmarks.frame.Bench;
import de.lopezitwelt.benchmarks.frame.BenchPlatform;
import de.lopezitwelt.benchmarks.frame.Report;
import de.lopezitwelt.benchmarks.identity.LoginBench;
import de.lopezitwelt.benchmarks.identity.TokenBench;
import java.nio.file.Path;
import java.time.Instant;
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
        Path root =
                Path.of(System.getProperty("lopez.root", ".")).toAbsolutePath().normalize();
        Path target = json.toString().isEmpty() ? root.resolve(".lopez/bench/" + name + ".json") : json;
        BenchPlatform platform = BenchPlatform.start(root, bench.services());
        System.out.println("Measuring " + name + " since " + Instant.now());
        Report report = bench.run(platform, quick ? Bench.Scale.QUICK : Bench.Scale.FULL);
        report.print(System.out);
        report.write(target);
        System.out.println("Figures written to " + target);
        return 0;
    }
}
