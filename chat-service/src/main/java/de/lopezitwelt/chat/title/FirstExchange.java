package de.lopezitwelt.chat.title;

import de.lopezitwelt.chat.budget.SubjectLimits;
import java.util.List;

/**
 * The turn that gave a session without a title its first words.
 *
 * @param firstWords what it is called until it has a better title
 * @param asked what the user said
 * @param subjects whom its reply counts for, and its title too
 */
public record FirstExchange(String sessionId, String firstWords, String asked, List<SubjectLimits> subjects) {
    public FirstExchange {
        subjects = List.copyOf(subjects);
    }
}
