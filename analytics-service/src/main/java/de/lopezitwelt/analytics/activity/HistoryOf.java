package de.lopezitwelt.analytics.activity;

import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Whose history is wanted.
 *
 * @param user null for everybody's
 */
public record HistoryOf(@Nullable Id user) {
    static final HistoryOf EVERYBODY = new HistoryOf(null);

    /** @throws ProblemException 400 naming {@code user_id} */
    public static HistoryOf fromString(String text) {
        try {
            return text.equals("all") ? EVERYBODY : new HistoryOf(new Id(text));
        } catch (IllegalArgumentException neither) {
            throw ProblemException.invalid("user_id", "is neither an id nor all");
        }
    }
}
