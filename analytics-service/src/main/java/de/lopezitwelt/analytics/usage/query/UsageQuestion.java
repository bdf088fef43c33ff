package de.lopezitwelt.analytics.usage.query;

import de.lopezitwelt.analytics.usage.UsageDimension;
import de.lopezitwelt.analytics.usage.UsageTable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is asked about usage.
 *
 * @param measures at least one
 * @param filters values by dimension, of which a row has one
 * @param from the begin of a slot
 * @param to the end of a slot, behind it
 * @param steps when the steps of the series begin; none without a series
 * @param order the measure by which groups are ranked
 * @param limit most groups
 */
record UsageQuestion(
        List<UsageMeasure> measures,
        List<UsageDimension> dimensions,
        Map<UsageDimension, List<String>> filters,
        Instant from,
        Instant to,
        UsageGranularity granularity,
        ZoneId zone,
        List<Instant> steps,
        UsageMeasure order,
        boolean ascending,
        int limit) {

    /** The same with one more condition, which replaces what was asked of that dimension. */
    UsageQuestion only(UsageDimension dimension, String value) {
        Map<UsageDimension, List<String>> narrowed = new EnumMap<>(UsageDimension.class);
        narrowed.putAll(filters);
        narrowed.put(dimension, List.of(value));
        return new UsageQuestion(
                measures, dimensions, narrowed, from, to, granularity, zone, steps, order, ascending, limit);
    }

    List<String> filter(UsageDimension dimension) {
        return filters.getOrDefault(dimension, List.of());
    }

    /** Every dimension that it tells apart or narrows. */
    Set<UsageDimension> touched() {
        Set<UsageDimension> touched = EnumSet.noneOf(UsageDimension.class);
        touched.addAll(dimensions);
        touched.addAll(filters.keySet());
        return touched;
    }

    /** The smaller table that can answer it. */
    UsageTable table() {
        Set<UsageDimension> needed = touched();
        if (order.countsPeople() || measures.stream().anyMatch(UsageMeasure::countsPeople)) {
            needed.add(UsageDimension.USER);
        }
        return UsageTable.of(needed);
    }

    /** What a row of the answer may hold, in this order. */
    List<String> columns() {
        return Stream.of(
                        steps.isEmpty() ? List.<String>of() : List.of(UsageLines.AT),
                        dimensions.stream().map(UsageDimension::wireName).toList(),
                        measures.stream().map(UsageMeasure::wireName).toList())
                .flatMap(List::stream)
                .toList();
    }

    boolean hasPercentiles() {
        return measures.stream().anyMatch(UsageMeasure::isPercentile);
    }
}
