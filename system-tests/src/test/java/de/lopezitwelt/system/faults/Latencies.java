package de.lopezitwelt.system.faults;

import java.util.Arrays;
import java.util.Locale;

/** How long calls took, in milliseconds. */
record Latencies(double[] sorted) {

    /** Measures the calls one after the other. */
    static Latencies of(int calls, Runnable call) {
        double[] millis = new double[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            call.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return new Latencies(millis);
    }

    double percentile(int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", percentile(50), percentile(99));
    }
}
