package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.benchmarks.QuickBenches;
import de.lopezitwelt.benchmarks.frame.MockUpstream;
import de.lopezitwelt.system.support.Platform;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code ./lopez bench} stays alive: what it measures here is not worth quoting, so nothing is asserted about it. */
class BenchIT {
    private final Platform platform = Platform.running();

    @Test
    void everyBenchmarkRuns() throws Exception {
        try (AutoCloseable upstream = MockUpstream.start(Platform.BENCH_UPSTREAM)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)) {
            assertThat(QuickBenches.run(platform.local(), Platform.BENCH_UPSTREAM))
                    .containsOnlyKeys("append", "gateway", "history", "token");
        }
    }
}
