package de.lopezitwelt.chat.reply.prepare;

import de.lopezitwelt.chat.budget.SubjectLimits;
import de.lopezitwelt.chat.session.access.AgentAccess.UsableAgent;
import de.lopezitwelt.chat.session.read.SessionFacts;
import de.lopezitwelt.runtime.PreparedReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn that is ready to be committed. A budget or a running reply may still refuse it.
 *
 * @param growing whether the session may have got messages or another active branch since then: the prompt must include them
 * @param lastId id of the last message in the prompt's history; null when there was none
 */
public record PreparedTurn(
        SessionFacts session,
        UsableAgent agent,
        List<SubjectLimits> subjects,
        PreparedReply prepared,
        boolean growing,
        @Nullable String lastId) {}
