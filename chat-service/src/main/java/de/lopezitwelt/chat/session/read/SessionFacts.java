package de.lopezitwelt.chat.session.read;

import de.lopezitwelt.contracts.session.SessionStarted;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a session that never change, once it has an agent.
 *
 * @param agentId the agent's id, or {@link #NO_AGENT}
 * @param agentVersion the version of the agent that the session keeps; null for the published one
 */
public record SessionFacts(
        String id,
        String userId,
        String agentId,
        @Nullable String organizationId,
        @Nullable Long agentVersion) {
    public static final String NO_AGENT = SessionStarted.NO_AGENT;

    public boolean hasAgent() {
        return !agentId.equals(NO_AGENT);
    }

    /** This session with an agent, if it has none. */
    public SessionFacts orOf(@Nullable String otherAgentId) {
        return hasAgent() || otherAgentId == null
                ? this
                : new SessionFacts(id, userId, otherAgentId, organizationId, agentVersion);
    }
}
