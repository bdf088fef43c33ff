package de.lopezitwelt.analytics.usage.query;

import de.lopezitwelt.analytics.usage.LatencySketch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One group of an answer, in one step of its series or over its whole time.
 *
 * @param place of what it counts
 * @param figures those measures that have a value
 */
record UsageRow(Place place, Map<UsageMeasure, Object> figures) {
    /** The number of a step that is the whole time. */
    static final int WHOLE = -1;

    UsageRow {
        figures = new HashMap<>(figures);
    }

    /**
     * @param step of the series, from 0 on
     * @param group values of the dimensions, in their order
     */
    record Place(int step, List<String> group) {
        Place overall() {
            return new Place(WHOLE, group);
        }
    }

    /** Distributions of one place. */
    static final class Times {
        private final LatencySketch latency = new LatencySketch();
        private final LatencySketch firstToken = new LatencySketch();

        void add(byte[] latencies, byte[] firstTokens) {
            latency.add(latencies);
            firstToken.add(firstTokens);
        }

        void into(UsageRow row, List<UsageMeasure> measures) {
            for (UsageMeasure measure : measures) {
                if (measure.isPercentile()) {
                    Long millis = (measure.ofFirstToken() ? firstToken : latency).percentile(measure.percent());
                    if (millis != null) {
                        row.figures().put(measure, millis);
                    }
                }
            }
        }
    }
}
