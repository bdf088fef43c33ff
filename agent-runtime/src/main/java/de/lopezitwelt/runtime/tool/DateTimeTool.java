package de.lopezitwelt.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.runtime.model.ToolDefinition;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Tells the date and time. */
public final class DateTimeTool implements Tool {

    public static final String NAME = "date_time";

    private final Clock clock;
    private final ToolDefinition definition;

    public DateTimeTool(Clock clock) {
        this.clock = clock;
        var parameters = JsonNodeFactory.instance.objectNode().put("type", "object");
        parameters
                .putObject("properties")
                .putObject("time_zone")
                .put("type", "string")
                .put("description", "IANA time zone, e.g. Europe/Berlin; UTC when absent");
        parameters.put("additionalProperties", false);
        definition = new ToolDefinition(NAME, "Tells the current date, time and weekday", parameters);
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public Uni<String> call(JsonNode arguments) {
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(zone(arguments))).truncatedTo(ChronoUnit.SECONDS);
        String weekday = now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        return Uni.createFrom().item(now.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME) + " " + weekday);
    }

    private static ZoneId zone(JsonNode arguments) {
        try {
            return ZoneId.of(arguments.path("time_zone").asText("UTC"));
        } catch (DateTimeException e) {
            throw new ToolFailure("there is no such time zone");
        }
    }
}
