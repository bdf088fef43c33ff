package de.lopezitwelt.analytics.usage;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.Sha256;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;

/**
 * A quarter of an hour in UTC. Every time zone in use differs from UTC by whole quarters, so hours and days of each of them
 * are made of whole slots.
 *
 * @param number of quarters since 1970
 */
public record UsageSlot(long number) {
    public static final int SECONDS = 900;

    private static final String SEPARATOR = "\u0000";

    /** The slot in which that is. */
    public static UsageSlot of(Instant time) {
        return new UsageSlot(Math.floorDiv(time.getEpochSecond(), SECONDS));
    }

    public Instant begin() {
        return Instant.ofEpochSecond(number * SECONDS);
    }

    public LocalDateTime column() {
        return DateTimes.utc(begin());
    }

    /** Sorts before the ids of the slot's rows, and after those of earlier slots. */
    public String lowestId() {
        return "%08x".formatted(number);
    }

    /** The id of the row with these values of its table's dimensions: the same in every fold, and in the order of time. */
    public String id(List<String> values) {
        byte[] digest = Sha256.of(String.join(SEPARATOR, values));
        return lowestId() + HexFormat.of().formatHex(digest, 0, 14);
    }
}
