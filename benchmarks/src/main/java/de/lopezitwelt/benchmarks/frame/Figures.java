package de.lopezitwelt.benchmarks.frame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The result of one measurement.
 *
 * @param name what was measured
 * @param perSecond completed operations a second
 * @param p50Millis median latency in milliseconds
 * @param p99Millis 99th percentile of the latency in milliseconds
 * @param errors operations that did not succeed; not part of the other figures
 * @param cpu share of one core that each named process used meanwhile (1.0 is one core)
 * @param costs what one operation cost ({@link Spent#perOperation}); empty when that was not measured
 * @param tables what one operation did to each table ({@link Spent#tablesPerOperation}); empty likewise
 */
public record Figures(
        String name,
        double perSecond,
        double p50Millis,
        double p99Millis,
        long errors,
        Map<String, Double> cpu,
        Map<String, Double> costs,
        List<TableCost> tables) {

    /** @param micros latencies of the operations that were completed meanwhile */
    public static Figures of(String name, Histogram micros, long errors, Spent spent) {
        return new Figures(
                name,
                micros.getTotalCount() / seconds(spent),
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                errors,
                spent.cores(),
                spent.perOperation(micros.getTotalCount() + errors),
                spent.tablesPerOperation(micros.getTotalCount() + errors));
    }

    /** Operations whose latency was not measured. */
    public static Figures throughput(String name, long operations, Spent spent) {
        return new Figures(
                name,
                operations / seconds(spent),
                0,
                0,
                0,
                spent.cores(),
                spent.perOperation(operations),
                spent.tablesPerOperation(operations));
    }

    /** For a second figure of a measurement whose costs stand in the first. */
    Figures withoutCosts() {
        return new Figures(name, perSecond, p50Millis, p99Millis, errors, cpu, Map.of(), List.of());
    }

    Map<String, Object> asJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", name);
        json.put("per_second", round(perSecond));
        json.put("p50_ms", round(p50Millis));
        json.put("p99_ms", round(p99Millis));
        json.put("errors", errors);
        json.put("cpu_cores", cpu);
        if (!costs.isEmpty()) {
            json.put("per_operation", costs);
        }
        if (!tables.isEmpty()) {
            json.put("tables_per_operation", tables);
        }
        return json;
    }

    private static double seconds(Spent spent) {
        return spent.elapsed().toNanos() / 1e9;
    }

    static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }

    static double round3(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
