package de.lopezitwelt.benchmarks.frame;

import java.util.LinkedHashMap;
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
 */
public record Figures(
        String name, double perSecond, double p50Millis, double p99Millis, long errors, Map<String, Double> cpu) {

    public static Figures of(String name, Histogram micros, long errors, double seconds, Map<String, Double> cpu) {
        return new Figures(
                name,
                micros.getTotalCount() / seconds,
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                errors,
                cpu);
    }

    Map<String, Object> asJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", name);
        json.put("per_second", round(perSecond));
        json.put("p50_ms", round(p50Millis));
        json.put("p99_ms", round(p99Millis));
        json.put("errors", errors);
        json.put("cpu_cores", cpu);
        return json;
    }

    static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
