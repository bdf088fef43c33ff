package de.lopezitwelt.chat.title;

import de.lopezitwelt.chat.budget.SubjectLimits;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import java.util.List;

/**
 * The first turn of a session without a title.
 *
 * @param firstWords the session's name until it has a better title
 * @param asked the user's message
 * @param subjects which its reply counts for, and its title too
 * @param origin of its reply
 */
public record FirstExchange(
        String sessionId, String firstWords, String asked, List<SubjectLimits> subjects, ReplyOrigin origin) {
    public FirstExchange {
        subjects = List.copyOf(subjects);
    }
}
