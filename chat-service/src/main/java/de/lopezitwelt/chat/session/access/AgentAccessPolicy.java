package de.lopezitwelt.chat.session.access;

import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.platform.web.identity.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which callers may use which agents. */
final class AgentAccessPolicy {
    /** The permission's name in org-billing: it can be added to a viewer's permissions, or removed with a leading {@code !}. */
    static final String PERMISSION = "agents.use";

    private AgentAccessPolicy() {}

    /** Viewers may not spend an organization's budget. Permissions add to a role or take from it. */
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
