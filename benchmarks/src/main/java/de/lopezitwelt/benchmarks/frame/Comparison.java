package de.lopezitwelt.benchmarks.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Two builds beside each other: the medians of each figure of the same benchmark's reports. */
public final class Comparison {
    private final Map<String, double[]> before;
    private final Map<String, double[]> after;

    /**
     * @param before reports of the older build, as {@link Report#asJson} gives them
     * @param after reports of the newer one
     */
    public Comparison(List<JsonNode> before, List<JsonNode> after) {
        this.before = figures(before);
        this.after = figures(after);
    }

    /** Reads what {@link Report#write} has written. */
    public static JsonNode read(Path file) throws IOException {
        return Report.JSON.readTree(Files.readString(file));
    }

    /** Prints figures that both have, and how many times the older figure the newer one is. */
    public void print(PrintStream out) {
        out.printf("%n%-84s %12s %12s %7s%n", "figure (medians)", "before", "after", "ratio");
        ratios().forEach((name, ratio) -> out.printf(
                Locale.ROOT,
                "%-84s %12.3f %12.3f %7.2f%n",
                name,
                median(Objects.requireNonNull(before.get(name))),
                median(Objects.requireNonNull(after.get(name))),
                ratio));
    }

    /** The newer median over the older one by figure; figures that are zero in either are left out. */
    public Map<String, Double> ratios() {
        var ratios = new LinkedHashMap<String, Double>();
        after.forEach((name, values) -> {
            double[] old = before.get(name);
            if (old != null && median(old) > 0 && median(values) > 0) {
                ratios.put(name, Figures.round3(median(values) / median(old)));
            }
        });
        return ratios;
    }

    private static Map<String, double[]> figures(List<JsonNode> reports) {
        var figures = new LinkedHashMap<String, double[]>();
        for (JsonNode report : reports) {
            for (JsonNode row : report.path("rows")) {
                String name = row.path("name").asText();
                for (String figure : List.of("per_second", "p50_ms", "p99_ms")) {
                    add(figures, name + ": " + figure, row.path(figure).asDouble());
                }
                row.path("per_operation")
                        .properties()
                        .forEach(cost -> add(
                                figures,
                                name + ": " + cost.getKey(),
                                cost.getValue().asDouble()));
            }
        }
        return figures;
    }

    private static void add(Map<String, double[]> figures, String name, double value) {
        figures.merge(name, new double[] {value}, (some, more) -> {
            double[] all = Arrays.copyOf(some, some.length + 1);
            all[some.length] = more[0];
            return all;
        });
    }

    /** Of an even number of values, the mean of the two in the middle. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
