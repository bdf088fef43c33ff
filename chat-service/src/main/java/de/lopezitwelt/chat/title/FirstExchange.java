package de.lopezitwelt.chat.title;

import de.lopezitwelt.chat.budget.SubjectLimits;
import java.util.List;

/**
 * The first turn of a session without a title.
 *
 * @param firstWords the session's name until it has a better title
 * @param asked the user's message
 * @param subjects which its reply counts for, and its title too
 */
public record FirstExchange(String sessionId, String firstWords, String asked, List<SubjectLimits> subjects) {
    public FirstExchange {
        subjects = List.copyOf(subjects);
    }
}
