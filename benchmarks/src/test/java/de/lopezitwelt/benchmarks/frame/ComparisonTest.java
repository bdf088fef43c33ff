package de.lopezitwelt.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void mediansOfTheSameFigureAreCompared() {
        var comparison = new Comparison(
                List.of(report(100, 4.0), report(120, 6.0)),
                List.of(report(220, 2.0), report(200, 2.5), report(900, 9)));

        assertThat(comparison.ratios())
                .containsOnly(entry("turn: per_second", 2.0), entry("turn: p50_ms", 1.0), entry("turn: cpu_ms", 0.5));
    }

    @Test
    void figureThatOneOfThemLacksIsLeftOut() {
        var report = new Report("gateway");
        report.add(new Figures("another", 5, 1, 1, 0, Map.of(), Map.of(), List.of()));

        assertThat(new Comparison(List.of(report(100, 4)), List.of(report.asJson())).ratios())
                .isEmpty();
    }

    @Test
    void printsBothAndTheirRatio() {
        var out = new ByteArrayOutputStream();

        new Comparison(List.of(report(100, 4)), List.of(report(150, 2)))
                .print(new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("turn: per_second +100\\.000 +150\\.000 +1\\.50");
    }

    private static JsonNode report(double perSecond, double cpuMillis) {
        var report = new Report("gateway");
        report.add(new Figures("turn", perSecond, 1, 0, 0, Map.of(), Map.of("cpu_ms", cpuMillis), List.of()));
        return report.asJson();
    }
}
