package de.lopezitwelt.chat.session.access;

import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.platform.web.identity.Caller;
import org.jspecify.annotations.Nullable;

/** Decides which callers may use which agents. */
final class AgentAccessPolicy {
    private AgentAccessPolicy() {}

    /** Viewers may not spend an organization's budget, unless they were given {@code agents.use}. */
    static boolean mayChat(@Nullable MembershipState membership) {
        return membership != null && membership.holds(Permission.AGENTS_USE);
    }

    /**
     * @param licensed whether the session's organization holds an active licence of the agent
     * @param inAgentsOrganization whether the caller may chat in the organization that the agent is shared with
     */
    static boolean mayUse(AgentState agent, Caller caller, boolean licensed, boolean inAgentsOrganization) {
        boolean own = agent.createdBy().equals(caller.userId());
        boolean shared = agent.visibility() == AgentVisibility.ORGANIZATION && inAgentsOrganization;
        return licensed
                || agent.visibility() == AgentVisibility.PUBLIC
                || (own || shared) && caller.reaches(agent.organizationId());
    }
}
