package de.lopezitwelt.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDv7 in lower-case text (RFC 9562 §5.7), strictly increasing within the process: 48 bits of Unix milliseconds,
 * a 12-bit counter in {@code rand_a} (RFC 9562 §6.2 method 1) and 62 random bits. When the counter of a millisecond is
 * used up, or the clock steps back, the ids run ahead of the clock instead of repeating or falling.
 */
@ApplicationScoped
public class IdGenerator {
    private static final int COUNTER_BITS = 12;
    private static final int COUNTER_START_BOUND = 1 << (COUNTER_BITS - 2);
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final HexFormat HEX = HexFormat.of();

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** Milliseconds and counter in one word, so that one compare-and-set takes the next id. */
    private final AtomicLong last = new AtomicLong();

    public IdGenerator(Clock clock) {
        this.clock = clock;
    }

    /** The next id; safe to call from any thread. */
    public String next() {
        long fresh =
                (clock.millis() << COUNTER_BITS) | ThreadLocalRandom.current().nextInt(COUNTER_START_BOUND);
        long taken = last.updateAndGet(previous -> Math.max(previous + 1, fresh));
        long high = ((taken >>> COUNTER_BITS) << 16) | 0x7000L | (taken & 0x0FFFL);
        return text(high, VARIANT | (random.nextLong() & RANDOM_MASK));
    }

    /**
     * A new id that sorts where another one does: with its millisecond and counter, and random bits of its own. For copies
     * of rows that keep their time and order.
     *
     * @throws IllegalArgumentException when the text is not a UUID of version 7 in lower case
     */
    public String nextTo(String id) {
        timeOf(id);
        return id.substring(0, 19)
                + text(0, VARIANT | (random.nextLong() & RANDOM_MASK)).substring(19);
    }

    /**
     * A new id of a millisecond that has passed, for rows that keep their time and had ids of another form.
     *
     * @param order among rows of the same millisecond; the lower 12 bits count
     */
    public String nextAt(Instant time, int order) {
        long high = time.toEpochMilli() << 16 | 0x7000L | order & 0x0FFFL;
        return text(high, VARIANT | (random.nextLong() & RANDOM_MASK));
    }

    /**
     * The millisecond an id carries: the row's {@code created_at}.
     *
     * @throws IllegalArgumentException when the text is not a UUID of version 7 in lower case
     */
    public static Instant timeOf(String id) {
        if (!isValid(id)) {
            throw new IllegalArgumentException("not a UUIDv7");
        }
        return Instant.ofEpochMilli(
                (HexFormat.fromHexDigitsToLong(id, 0, 8) << 16) | HexFormat.fromHexDigits(id, 9, 13));
    }

    /** Sorts before every id of this millisecond and later, and after every earlier one: ids of a day are a range. */
    public static String lowerBound(Instant time) {
        String millis = HEX.toHexDigits(time.toEpochMilli(), 12);
        return millis.substring(0, 8) + '-' + millis.substring(8);
    }

    /** Whether a text from outside is an id of ours: UUIDv7, lower case. */
    public static boolean isValid(String text) {
        if (text.length() != 36 || text.charAt(14) != '7' || "89ab".indexOf(text.charAt(19)) < 0) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    private static String text(long high, long low) {
        String h = HEX.toHexDigits(high);
        String l = HEX.toHexDigits(low);
        return h.substring(0, 8)
                + '-'
                + h.substring(8, 12)
                + '-'
                + h.substring(12)
                + '-'
                + l.substring(0, 4)
                + '-'
                + l.substring(4);
    }
}
