package de.lopezitwelt.chat.session;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.agent.AgentUseCount;
import de.lopezitwelt.platform.persistence.Id;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Counts of sessions, for other services. */
@Path("/internal/agents/{agent_id}/sessions")
@Tag(name = "Internal", description = "For the other services, never routed from outside")
public class SessionInternalResource {
    private final SessionService sessions;

    SessionInternalResource(SessionService sessions) {
        this.sessions = sessions;
    }

    @GET
    @RolesAllowed(Scopes.INTERNAL_SESSIONS_READ)
    @Operation(summary = "Count the sessions of an agent")
    public Uni<AgentUseCount> ofAgent(@PathParam("agent_id") Id agentId) {
        return sessions.countOfAgent(agentId.value()).map(AgentUseCount::new);
    }
}
