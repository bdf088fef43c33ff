package de.lopezitwelt.agent.agent.tools;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tools of agents. */
@Path("/api/v1/agents/{agent_id}/tools")
@Tag(name = "Versions", description = "What an agent was, is and may become; for those who manage it")
public class AgentToolsResource {
    private final AgentToolsService service;
    private final CallerContext caller;

    AgentToolsResource(AgentToolsService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.AGENTS_READ)
    @Operation(
            summary = "Show which tools the next reply has, and which ones are missing",
            description = "Of the version that replies, unless version_number names another. MCP servers are asked at"
                    + " most every five minutes, those that could not be read every ten seconds; one that takes longer than"
                    + " five seconds is told as still being read.")
    public Uni<AgentToolsView> tools(
            @PathParam("agent_id") Id id, @QueryParam("version_number") @Nullable String versionNumber) {
        return service.tools(caller.caller(), id.value(), Parameters.number("version_number", versionNumber));
    }
}
