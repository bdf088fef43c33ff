package de.lopezitwelt.platform.messaging.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.stream.MetricRecorded;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads chosen meters: one value for each meter and statistic, so that one row a minute is enough. */
final class Figures {
    private static final int SCALE = 6;

    private final MeterRegistry registry;
    private final Set<String> meters;
    private final String service;
    private final String instance;

    Figures(MeterRegistry registry, Set<String> meters, String service, String instance) {
        this.registry = registry;
        this.meters = Set.copyOf(meters);
        this.service = service;
        this.instance = instance;
    }

    /** A value and its unit. */
    private record Figure(double value, @Nullable String unit) {}

    List<MetricRecorded> now() {
        Map<String, Figure> figures = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            if (meters.contains(meter.getId().getName())) {
                meter.measure().forEach(measurement -> add(figures, meter.getId(), measurement));
            }
        }
        List<MetricRecorded> recorded = new ArrayList<>();
        figures.forEach((name, figure) -> recorded.add(new MetricRecorded(
                name, BigDecimal.valueOf(figure.value).setScale(SCALE, RoundingMode.HALF_UP), figure.unit, tags())));
        return recorded;
    }

    private static void add(Map<String, Figure> figures, Meter.Id meter, Measurement measurement) {
        double value = measurement.getValue();
        if (!Double.isFinite(value)) {
            return;
        }
        Statistic statistic = measurement.getStatistic();
        String name = statistic == Statistic.VALUE
                ? meter.getName()
                : meter.getName() + "." + statistic.name().toLowerCase(Locale.ROOT);
        String unit = statistic == Statistic.COUNT ? null : meter.getBaseUnit();
        figures.merge(name, new Figure(value, unit), (one, other) -> combined(statistic, one, other));
    }

    private static Figure combined(Statistic statistic, Figure one, Figure other) {
        double value = statistic == Statistic.MAX ? Math.max(one.value, other.value) : one.value + other.value;
        return new Figure(value, one.unit);
    }

    private ObjectNode tags() {
        return EventJson.MAPPER.createObjectNode().put("service", service).put("instance", instance);
    }
}
