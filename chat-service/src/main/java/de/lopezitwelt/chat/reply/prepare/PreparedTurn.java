package de.lopezitwelt.chat.reply.prepare;

import de.lopezitwelt.chat.budget.SubjectLimits;
import de.lopezitwelt.chat.session.access.AgentAccess.UsableAgent;
import de.lopezitwelt.chat.session.read.SessionFacts;
import de.lopezitwelt.runtime.PreparedReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn that may begin, unless a budget or another reply stands in its way.
 *
 * @param growing whether the session may have grown, or shown another branch, since the prompt was built from it
 * @param lastId of the message that the prompt's history ended with
 */
public record PreparedTurn(
        SessionFacts session,
        UsableAgent agent,
        List<SubjectLimits> subjects,
        PreparedReply prepared,
        boolean growing,
        @Nullable String lastId) {}
