package de.lopezitwelt.analytics.operations;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One measured value. */
public record MetricView(
        String id,
        String metricName,
        BigDecimal metricValue,
        @Nullable String unit,

        @Schema(type = SchemaType.OBJECT) @JsonRawValue @Nullable
        String tags,

        Instant recordedAt) {}
