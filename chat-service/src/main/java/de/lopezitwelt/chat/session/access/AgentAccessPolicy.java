package de.lopezitwelt.chat.session.access;

import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.platform.web.identity.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may talk to which agent. */
final class AgentAccessPolicy {
    /** Added to a viewer's permissions, or taken from anybody's with a leading {@code !}: as the organization service names it. */
    static final String PERMISSION = "agents.use";

    private AgentAccessPolicy() {}

    /** Viewers look, they do not spend; permissions add to or take from what a role may. */
    static boolean mayChat(@Nullable MembershipState membership) {
        if (membership == null) {
            return false;
        }
        List<String> permissions = membership.permissions() == null ? List.of() : membership.permissions();
        if (permissions.contains("!" + PERMISSION)) {
            return false;
        }
        return membership.role() != MemberRole.VIEWER || permissions.contains(PERMISSION);
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
