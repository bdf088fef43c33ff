package de.lopezitwelt.analytics.usage.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Usage of a time.
 *
 * @param from the begin of the first quarter of an hour that is in it
 * @param to the end of the last one
 */
@Schema(name = "Usage")
public record UsageAnswer(
        @Schema(description = "whose usage it is: own, agent, organization or platform")
        String scope,

        Instant from,
        Instant to,
        String tz,
        String granularity,

        @Schema(description = "for each group its dimensions and measures over the whole time, in the asked order")
        List<Map<String, Object>> totals,

        @Schema(
                description =
                        "for each step and group in which something happened: at, when the step begins, then as the totals")
        List<Map<String, Object>> series) {}
