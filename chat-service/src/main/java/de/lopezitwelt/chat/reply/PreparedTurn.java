package de.lopezitwelt.chat.reply;

import de.lopezitwelt.chat.budget.SubjectLimits;
import de.lopezitwelt.chat.session.AgentAccess.UsableAgent;
import de.lopezitwelt.chat.session.SessionFacts;
import de.lopezitwelt.runtime.PreparedReply;
import java.util.List;

/**
 * A turn that may begin, unless a budget or another reply stands in its way.
 *
 * @param lastPosition of the history the prompt was built from; negative when the client brought the conversation
 */
record PreparedTurn(
        SessionFacts session,
        UsableAgent agent,
        List<SubjectLimits> subjects,
        PreparedReply prepared,
        long lastPosition) {}
