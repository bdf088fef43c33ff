package de.lopezitwelt.analytics.summary;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/analytics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Summaries")
@RolesAllowed(Scopes.ANALYTICS_READ)
public class SummaryResource {
    private final SummaryService service;
    private final CallerContext callers;

    SummaryResource(SummaryService service, CallerContext callers) {
        this.service = service;
        this.callers = callers;
    }

    @GET
    @Path("/sessions/{session_id}")
    @Operation(
            summary = "Totals of one of the caller's conversations",
            description = "Follows the conversation within moments; 404 until the first event has arrived. Members with"
                    + " analytics.read see their organization's, without what its user wrote about it.")
    public Uni<SessionSummary> session(@PathParam("session_id") Id sessionId) {
        return service.session(callers.caller(), sessionId.value());
    }

    @GET
    @Path("/users/me")
    @Operation(summary = "Totals of the caller")
    public Uni<UserSummary> me() {
        return service.own(callers.caller());
    }

    @GET
    @Path("/users/{user_id}")
    @Operation(summary = "Totals of a person", description = "For the person and for administrators.")
    public Uni<UserSummary> user(@PathParam("user_id") Id userId) {
        return service.user(callers.caller(), userId.value());
    }

    @GET
    @Path("/agents/{agent_id}")
    @Operation(summary = "Totals of an agent", description = "For its creator and for administrators.")
    public Uni<AgentSummary> agent(@PathParam("agent_id") Id agentId) {
        return service.agent(callers.caller(), agentId.value());
    }
}
