package de.lopezitwelt.benchmarks.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table that a benchmark prints and the JSON that it writes. */
public final class Report {
    /** A figure compared with its target. */
    record Ratio(String name, double value, String target, boolean met) {}

    static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String benchmark;
    private final List<Figures> rows = new ArrayList<>();
    private final List<Ratio> ratios = new ArrayList<>();
    private final Map<String, Double> notes = new LinkedHashMap<>();

    public Report(String benchmark) {
        this.benchmark = benchmark;
    }

    public Figures add(Figures figures) {
        rows.add(figures);
        return figures;
    }

    public void atLeast(String name, double value, double target) {
        ratios.add(new Ratio(name, value, ">= " + target, value >= target));
    }

    public void atMost(String name, double value, double target) {
        ratios.add(new Ratio(name, value, "<= " + target, value <= target));
    }

    /** Adds a figure without a target. */
    public void note(String name, double value) {
        notes.put(name, Figures.round(value));
    }

    /** Failed calls of all rows. */
    public long errors() {
        return rows.stream().mapToLong(Figures::errors).sum();
    }

    public void print(PrintStream out) {
        out.printf(
                "%n%-44s %10s %9s %9s %7s  %s%n", benchmark, "per second", "p50 ms", "p99 ms", "errors", "CPU cores");
        for (Figures row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%-44s %10.0f %9.2f %9.2f %7d  %s%n",
                    row.name(),
                    row.perSecond(),
                    row.p50Millis(),
                    row.p99Millis(),
                    row.errors(),
                    row.cpu());
        }
        for (Ratio ratio : ratios) {
            out.printf(
                    Locale.ROOT,
                    "%-44s %10.2f   target %s   %s%n",
                    ratio.name(),
                    ratio.value(),
                    ratio.target(),
                    ratio.met() ? "met" : "MISSED");
        }
        notes.forEach((name, value) -> out.printf(Locale.ROOT, "%-54s %.2f%n", name, value));
        for (Figures row : rows) {
            if (!row.costs().isEmpty()) {
                out.printf("one operation of %s:%n", row.name());
                row.costs().forEach((name, value) -> out.printf(Locale.ROOT, "    %-40s %10.3f%n", name, value));
            }
            if (!row.tables().isEmpty()) {
                printTables(out, row.tables());
            }
        }
    }

    private static void printTables(PrintStream out, List<TableCost> tables) {
        out.printf("    %-48s %9s %9s %9s %12s%n", "table", "inserted", "updated", "deleted", "binlog bytes");
        for (TableCost table : tables) {
            out.printf(
                    Locale.ROOT,
                    "    %-48s %9.3f %9.3f %9.3f %12.0f%n",
                    table.name(),
                    table.inserted(),
                    table.updated(),
                    table.deleted(),
                    table.binlogBytes());
        }
    }

    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writeValue(file.toFile(), asJson());
    }

    /** What {@link #write} writes. */
    public JsonNode asJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("benchmark", benchmark);
        json.put("at", Instant.now().toString());
        json.put("cores", Runtime.getRuntime().availableProcessors());
        json.put("rows", rows.stream().map(Figures::asJson).toList());
        json.put(
                "ratios",
                ratios.stream()
                        .map(ratio -> Map.of(
                                "name",
                                ratio.name(),
                                "value",
                                Figures.round(ratio.value()),
                                "target",
                                ratio.target(),
                                "met",
                                ratio.met()))
                        .toList());
        json.put("notes", notes);
        return JSON.valueToTree(json);
    }
}
