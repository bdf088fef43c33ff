package de.lopezitwelt.benchmarks;

import de.lopezitwelt.benchmarks.chat.AppendBench;
import de.lopezitwelt.benchmarks.chat.GatewayBench;
import de.lopezitwelt.benchmarks.chat.HistoryBench;
import de.lopezitwelt.benchmarks.frame.Bench;
import de.lopezitwelt.benchmarks.frame.BenchPlatform;
import de.lopezitwelt.benchmarks.frame.MockUpstream;
import de.lopezitwelt.benchmarks.frame.Report;
import de.lopezitwelt.benchmarks.identity.TokenBench;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import java.util.LinkedHashMap;
import java.util.Map;

/** Benchmarks of a few seconds on a running platform, to prove that they work. */
public final class QuickBenches {
    private QuickBenches() {}

    /**
     * Runs the benchmarks one after the other.
     *
     * @param local a platform with auth, agent and chat whose catalog has a model {@code bench}
     * @param upstreamPort where {@link MockUpstream} serves that model
     * @return failed calls by benchmark
     */
    public static Map<String, Long> run(LocalPlatform local, int upstreamPort) throws Exception {
        var errors = new LinkedHashMap<String, Long>();
        try (var platform = BenchPlatform.on(local, upstreamPort)) {
            for (var bench : Map.<String, Bench>of(
                            "append", new AppendBench(),
                            "gateway", new GatewayBench(),
                            "history", new HistoryBench(),
                            "token", new TokenBench())
                    .entrySet()) {
                Report report = bench.getValue().run(platform, Bench.Scale.QUICK);
                report.print(System.out);
                errors.put(bench.getKey(), report.errors());
            }
        }
        return errors;
    }
}
