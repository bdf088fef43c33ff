package de.lopezitwelt.platform.web.paging;

import de.lopezitwelt.platform.persistence.AsciiColumn;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads the filters of a list. */
public final class Parameters {
    /** The latest time that a column can hold. */
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Parameters() {}

    /**
     * A time to the microsecond, such as 2026-01-31T00:00:00Z. Times before 1970 or after 9999 become those bounds,
     * because no row is older or newer.
     *
     * @throws ProblemException 400 naming the parameter
     */
    public static @Nullable Instant time(String parameter, @Nullable String text) {
        try {
            Instant time = text == null ? null : Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            if (time == null) {
                return null;
            }
            return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LATEST) ? LATEST : time;
        } catch (DateTimeException notATime) {
            throw ProblemException.invalid(parameter, "must be a time such as 2026-01-31T00:00:00Z");
        }
    }

    /**
     * A whole number, 0 or more.
     *
     * @throws ProblemException 400 naming the parameter
     */
    public static @Nullable Long number(String parameter, @Nullable String text) {
        try {
            Long number = text == null ? null : Long.valueOf(text);
            if (number == null || number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, like a number out of range
        }
        throw ProblemException.invalid(parameter, "must be a whole number, 0 or more");
    }

    /**
     * The name of something, such as {@code agent.updated}: letters, digits and punctuation of ASCII, so that it fits any column.
     *
     * @param longest characters
     * @throws ProblemException 400 naming the parameter
     */
    public static @Nullable String name(String parameter, @Nullable String text, int longest) {
        if (text != null && !AsciiColumn.takes(text, longest)) {
            throw ProblemException.invalid(
                    parameter, "must be 1 to " + longest + " letters, digits or punctuation marks of ASCII");
        }
        return text;
    }
}
