package de.lopezitwelt.platform.web.paging;

import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads what narrows a list. */
public final class Parameters {
    /** What a column holds. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Parameters() {}

    /**
     * A time to the microsecond, such as 2026-01-31T00:00:00Z. Nothing of ours is older than 1970 or younger than 9999: beyond them the bounds
     * stand for it.
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

    /** @throws ProblemException 400 naming the parameter */
    public static @Nullable String id(String parameter, @Nullable String text) {
        if (text != null && !IdGenerator.isValid(text)) {
            throw ProblemException.invalid(parameter, "must be an id");
        }
        return text;
    }
}
