package de.lopezitwelt.orgbilling.directory;

import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.web.identity.Caller;
import org.jspecify.annotations.Nullable;

/** What this service knows of an agent. */
public record KnownAgent(
        String agentId,
        String createdBy,
        AgentVisibility visibility,
        @Nullable String organizationId,
        boolean active) {
    static KnownAgent of(AgentState agent) {
        return new KnownAgent(
                agent.agentId(), agent.createdBy(), agent.visibility(), agent.organizationId(), agent.isActive());
    }

    /** Whether a member may license it to an organization: it is public, the organization's, or their own. */
    public boolean licensableBy(Caller caller, String organization) {
        boolean own = createdBy.equals(caller.userId()) && caller.reaches(organizationId);
        return active
                && switch (visibility) {
                    case PUBLIC -> true;
                    case ORGANIZATION -> organization.equals(organizationId) || own;
                    case PRIVATE -> own;
                };
    }
}
