package de.lopezitwelt.chat.budget.counter;

import de.lopezitwelt.platform.persistence.column.WireEnum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What is limited, and over which window of UTC time. */
public enum LimitName {
    MESSAGES_PER_DAY,
    TOKENS_PER_MONTH,
    /** In billionths of the currency, so that the price of a single token is a whole number. */
    COST_PER_MONTH,
    /** How many at a time; has no window. */
    CONCURRENT_REPLIES;

    private static final LocalDate NO_WINDOW = LocalDate.EPOCH;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LimitName fromWire(String name) {
        return WireEnum.parse(LimitName.class, name);
    }

    public LocalDate windowStart(Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        return switch (this) {
            case MESSAGES_PER_DAY -> today;
            case TOKENS_PER_MONTH, COST_PER_MONTH -> today.withDayOfMonth(1);
            case CONCURRENT_REPLIES -> NO_WINDOW;
        };
    }

    /** The end of a window that starts then; the same date for limits without a window. */
    public Instant windowEnd(LocalDate windowStart) {
        LocalDate end = switch (this) {
            case MESSAGES_PER_DAY -> windowStart.plusDays(1);
            case TOKENS_PER_MONTH, COST_PER_MONTH -> windowStart.plusMonths(1);
            case CONCURRENT_REPLIES -> windowStart;
        };
        return end.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
