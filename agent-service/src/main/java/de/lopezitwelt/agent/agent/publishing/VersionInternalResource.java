package de.lopezitwelt.agent.agent.publishing;

import de.lopezitwelt.agent.version.AgentVersionView;
import de.lopezitwelt.contracts.Scopes;
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

/** Versions for the service that lets them reply. */
@Path("/internal/agents/{agent_id}/versions/{version_number}")
@Tag(name = "Internal", description = "For the other services, never routed from outside")
public class VersionInternalResource {
    private final VersionService versions;

    VersionInternalResource(VersionService versions) {
        this.versions = versions;
    }

    @GET
    @RolesAllowed(Scopes.INTERNAL_AGENTS_READ)
    @Operation(
            summary = "A version of an agent",
            description = "A version that was never published is shown only for a user who manages the agent.")
    public Uni<AgentVersionView> version(
            @PathParam("agent_id") Id id,
            @PathParam("version_number") VersionNumber versionNumber,
            @QueryParam("user_id") @Nullable Id userId) {
        return versions.forUse(id.value(), versionNumber.value(), Id.textOf(userId));
    }
}
