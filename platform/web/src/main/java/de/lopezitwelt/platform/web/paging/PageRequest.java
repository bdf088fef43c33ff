package de.lopezitwelt.platform.web.paging;

import de.lopezitwelt.platform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param limit rows on the page, 1 to 100
 * @param cursor where the page starts; null for the first one
 */
public record PageRequest(int limit, @Nullable Cursor cursor) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    /**
     * From the query parameters as they came, so that a word where a number belongs is a 400 that names it.
     *
     * @throws ProblemException 400 naming {@code limit} or {@code cursor}
     */
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(parseLimit(limit), cursor == null || cursor.isEmpty() ? null : Cursor.decode(cursor));
    }

    /** Rows to read: one more than shown, to know whether a next page exists. */
    public int fetchSize() {
        return limit + 1;
    }

    private static int parseLimit(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, like a number out of range
        }
        throw ProblemException.invalid("limit", "must be a number from 1 to " + MAX_LIMIT);
    }
}
