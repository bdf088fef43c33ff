package de.lopezitwelt.analytics.usage.query;

import de.lopezitwelt.analytics.usage.UsageSlot;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The steps of a series, as the clocks of the asked time zone show them. */
enum UsageGranularity {
    /** No series. */
    NONE,
    HOUR,
    DAY,
    /** From Monday on. */
    WEEK,
    MONTH;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * When the steps of a time begin, the first of them at its begin, however much of it is left.
     *
     * @param most a longer list ends behind that many
     */
    List<Instant> steps(Instant from, Instant to, ZoneId zone, int most) {
        List<Instant> steps = new ArrayList<>();
        Instant step = from;
        while (step.isBefore(to) && steps.size() <= most) {
            steps.add(step);
            step = after(step, zone);
        }
        return steps;
    }

    /** The begin of the next step; a clock that is put back or forward makes steps longer or shorter. */
    private Instant after(Instant step, ZoneId zone) {
        ZonedDateTime local = step.atZone(zone);
        Instant next = switch (this) {
            case NONE -> Instant.MAX;
            case HOUR -> local.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
            case DAY -> local.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
            case WEEK ->
                local.toLocalDate()
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .atStartOfDay(zone)
                        .toInstant();
            case MONTH ->
                local.toLocalDate()
                        .with(TemporalAdjusters.firstDayOfNextMonth())
                        .atStartOfDay(zone)
                        .toInstant();
        };
        // an hour that a clock shows twice, half of it: Lord Howe Island
        return next.isAfter(step) ? next : step.plusSeconds(UsageSlot.SECONDS);
    }
}
