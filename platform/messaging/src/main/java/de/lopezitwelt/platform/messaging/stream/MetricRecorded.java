package de.lopezitwelt.platform.messaging.stream;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.EventType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One measured value at the time of the event. */
@EventType(value = "de.lopezitwelt.metric.recorded.v1", topic = "lopez.metrics")
public record MetricRecorded(
        String metricName,
        BigDecimal metricValue,
        @Nullable String unit,
        @Nullable JsonNode tags) {}
