package de.lopezitwelt.benchmarks;

import de.lopezitwelt.platform.local.platform.PlatformService;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** One benchmark: measures on a platform that runs what it needs, and reports. */
interface Bench {
    /**
     * How long to warm up and to measure each figure.
     *
     * @param settle added to the first warm-up of each server: its compiler is busy for that long, and takes more CPU than
     *     the work meanwhile
     */
    record Timing(Duration settle, Duration warmUp, Duration measure) {
        static final Timing FULL = new Timing(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(20));
        /** Long enough to prove that the benchmark works, too short to quote. */
        static final Timing QUICK = new Timing(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    /** What must run for it. */
    default Set<PlatformService> services() {
        return EnumSet.of(PlatformService.AUTH, PlatformService.AGENT, PlatformService.CHAT);
    }

    Report run(BenchPlatform platform, Timing timing) throws Exception;
}
