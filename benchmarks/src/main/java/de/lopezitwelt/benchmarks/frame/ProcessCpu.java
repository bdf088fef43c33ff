package de.lopezitwelt.benchmarks.frame;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** CPU time of named processes between two moments, as the operating system counts it. */
public final class ProcessCpu {
    private final Map<String, ProcessHandle> processes;
    private final Map<String, Duration> before = new LinkedHashMap<>();
    private final long startedNanos = System.nanoTime();

    private ProcessCpu(Map<String, ProcessHandle> processes) {
        this.processes = processes;
        processes.forEach((name, process) -> before.put(name, used(process)));
    }

    public static ProcessCpu start(Map<String, ProcessHandle> processes) {
        return new ProcessCpu(processes);
    }

    /** Cores that each process has used since the start; 1.0 is one busy core. */
    public Map<String, Double> cores() {
        double elapsed = System.nanoTime() - startedNanos;
        var cores = new TreeMap<String, Double>();
        processes.forEach((name, process) -> cores.put(
                name,
                Figures.round(used(process)
                                .minus(before.getOrDefault(name, Duration.ZERO))
                                .toNanos()
                        / elapsed)));
        return cores;
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
