package de.lopezitwelt.benchmarks.frame;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a platform spent while something was measured.
 *
 * @param elapsed time between the two readings
 * @param cpu CPU time by process, as the operating system counts it
 * @param mysql growth of the server's counters
 * @param tables what happened to the rows of each table, by schema and name
 */
public record Spent(
        Duration elapsed, Map<String, Duration> cpu, Map<String, Long> mysql, Map<String, TableWork> tables) {
    /** Processes that belong to the benchmark, not to the platform. */
    static final Set<String> OF_THE_BENCHMARK = Set.of(BenchPlatform.LOAD, BenchPlatform.UPSTREAM);

    /** Cores that each process used; 1.0 is one busy core. */
    Map<String, Double> cores() {
        var cores = new TreeMap<String, Double>();
        cpu.forEach((name, used) -> cores.put(name, Figures.round(used.toNanos() / (double) elapsed.toNanos())));
        return cores;
    }

    /**
     * What one operation cost, in milliseconds of CPU ({@code cpu_ms}: all processes of the platform; {@code
     * cpu_ms_<process>}: one of them) and by MySQL's counters. Empty when nothing was measured.
     *
     * @param operations completed meanwhile
     */
    Map<String, Double> perOperation(double operations) {
        var costs = new LinkedHashMap<String, Double>();
        if (operations <= 0 || cpu.isEmpty()) {
            return costs;
        }
        double all = 0;
        var each = new TreeMap<String, Double>();
        for (var process : cpu.entrySet()) {
            if (!OF_THE_BENCHMARK.contains(process.getKey())) {
                double millis = process.getValue().toNanos() / 1e6 / operations;
                all += millis;
                each.put("cpu_ms_" + process.getKey(), Figures.round3(millis));
            }
        }
        costs.put("cpu_ms", Figures.round3(all));
        costs.putAll(each);
        mysql.forEach((name, grown) -> costs.put(name, Figures.round3(grown / operations)));
        return costs;
    }

    /** What one operation did to each table, and to all tables of each schema together; empty when nothing was done. */
    List<TableCost> tablesPerOperation(double operations) {
        if (operations <= 0) {
            return List.of();
        }
        var all = new TreeMap<>(tables);
        tables.forEach((table, work) -> {
            int dot = table.indexOf('.');
            if (dot > 0) {
                all.merge(table.substring(0, dot), work, TableWork::plus);
                all.merge(TableCost.ALL, work, TableWork::plus);
            }
        });
        return all.entrySet().stream()
                .map(entry -> TableCost.of(entry.getKey(), entry.getValue(), operations))
                .toList();
    }
}
