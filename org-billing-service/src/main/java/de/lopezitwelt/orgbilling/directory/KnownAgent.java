package de.lopezitwelt.orgbilling.directory;

import de.lopezitwelt.contracts.agent.AgentVisibility;
import org.jspecify.annotations.Nullable;

/** What this service knows of an agent. */
public record KnownAgent(
        String agentId,
        String createdBy,
        AgentVisibility visibility,
        @Nullable String organizationId,
        boolean active) {

    /** Whether a member may license it to an organization: it is public, the organization's, or his own. */
    public boolean licensableBy(String userId, String organization) {
        return active
                && switch (visibility) {
                    case PUBLIC -> true;
                    case ORGANIZATION -> organization.equals(organizationId) || createdBy.equals(userId);
                    case PRIVATE -> createdBy.equals(userId);
                };
    }
}
