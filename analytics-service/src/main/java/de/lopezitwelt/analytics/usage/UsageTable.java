package de.lopezitwelt.analytics.usage;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables of usage. Both count every reply. One holds nobody's id: an erasure leaves it as it is, and it may be kept for
 * long.
 */
public enum UsageTable {
    TOTALS("usage_totals", false),
    PEOPLE("usage_people", true);

    /** What is added up, by column. Times are milliseconds. */
    public static final List<String> SUMS = List.of(
            "completed",
            "failed",
            "cancelled",
            "refused",
            "fallbacks",
            "estimated",
            "input_tokens",
            "output_tokens",
            "cached_tokens",
            "cache_write_tokens",
            "reasoning_tokens",
            "cost",
            "latency_ms",
            "queue_ms",
            "queue_count",
            "first_token_ms",
            "first_token_count");

    public static final String LATENCY = "latency";
    public static final String FIRST_TOKEN = "first_token";

    private final String table;
    private final List<UsageDimension> dimensions;

    UsageTable(String table, boolean people) {
        this.table = table;
        this.dimensions = Arrays.stream(UsageDimension.values())
                .filter(dimension -> people || !dimension.personal())
                .toList();
    }

    /** The smaller table that tells these apart. */
    public static UsageTable of(Collection<UsageDimension> wanted) {
        return TOTALS.dimensions.containsAll(wanted) ? TOTALS : PEOPLE;
    }

    public String table() {
        return table;
    }

    public List<UsageDimension> dimensions() {
        return dimensions;
    }

    /** Every column that the fold writes, the key first. */
    public List<String> columns() {
        return Stream.of(
                        List.of("id", "slot"),
                        dimensions.stream().map(UsageDimension::column).toList(),
                        SUMS,
                        List.of(LATENCY, FIRST_TOKEN))
                .flatMap(List::stream)
                .toList();
    }
}
