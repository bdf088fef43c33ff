package de.lopezitwelt.platform.persistence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** {@code DATETIME(6)} columns hold UTC; the reactive client hands them out as local times. */
public final class DateTimes {
    private DateTimes() {}

    public static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    public static Instant instant(LocalDateTime column) {
        return column.toInstant(ZoneOffset.UTC);
    }

    public static @Nullable Instant instantOrNull(@Nullable LocalDateTime column) {
        return column == null ? null : instant(column);
    }
}
