package de.lopezitwelt.agent.agent;

import de.lopezitwelt.agent.version.AgentVersionView;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.platform.persistence.Id;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Agents for the services whose replica has none yet, or an older one. */
@Path("/internal/agents")
@Tag(name = "Internal", description = "For the other services, never routed from outside")
public class AgentInternalResource {
    private final AgentService service;
    private final VersionService versions;

    AgentInternalResource(AgentService service, VersionService versions) {
        this.service = service;
        this.versions = versions;
    }

    @GET
    @Path("/{agent_id}")
    @RolesAllowed(Scopes.INTERNAL_AGENTS_READ)
    @Operation(summary = "An agent as on lopez.agents.state")
    public Uni<AgentState> get(@PathParam("agent_id") Id id) {
        return service.state(id.value());
    }

    @GET
    @Path("/{agent_id}/versions/{version_number}")
    @RolesAllowed(Scopes.INTERNAL_AGENTS_READ)
    @Operation(
            summary = "A version of an agent",
            description = "One that never was published only for a user who manages the agent.")
    public Uni<AgentVersionView> version(
            @PathParam("agent_id") Id id,
            @PathParam("version_number") VersionNumber versionNumber,
            @QueryParam("user_id") @Nullable Id userId) {
        return versions.forUse(id.value(), versionNumber.value(), Id.textOf(userId));
    }
}
