package de.lopezitwelt.benchmarks.frame;

import de.lopezitwelt.platform.local.platform.PlatformService;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** One benchmark: it measures on a platform that runs the services it needs, and reports. */
public interface Bench {
    /**
     * How much to measure.
     *
     * @param settle added to the first warm-up of each server, while its compiler takes more CPU than the work
     * @param warmUp before each figure
     * @param users whose sessions, agents and keys take part
     * @param connections highest number of connections
     */
    record Scale(Duration settle, Duration warmUp, Duration measure, int users, int connections) {
        public static final Scale FULL =
                new Scale(Duration.ofSeconds(120), Duration.ofSeconds(10), Duration.ofSeconds(20), 10, 64);
        /**
         * Long enough to prove that the benchmark works, too short to quote; stays below the usual limits of a user.
         */
        public static final Scale QUICK = new Scale(Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(1), 2, 4);
    }

    /** The services that must run for it. */
    default Set<PlatformService> services() {
        return EnumSet.of(PlatformService.AUTH, PlatformService.AGENT, PlatformService.CHAT);
    }

    Report run(BenchPlatform platform, Scale scale) throws Exception;
}
