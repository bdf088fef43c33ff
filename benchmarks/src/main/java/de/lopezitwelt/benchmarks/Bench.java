package de.lopezitwelt.benchmarks;

import java.time.Duration;

/** One benchmark: measures on a platform that runs what it needs, and reports. */
interface Bench {
    /** How long to warm up and to measure each figure. */
    record Timing(Duration warmUp, Duration measure) {
        static final Timing FULL = new Timing(Duration.ofSeconds(15), Duration.ofSeconds(20));
        /** Long enough to prove that the benchmark works, too short to quote. */
        static final Timing QUICK = new Timing(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    Report run(BenchPlatform platform, Timing timing) throws Exception;
}
