package de.lopezitwelt.agent.agent.handover;

import de.lopezitwelt.agent.agent.AgentService;
import de.lopezitwelt.agent.agent.AgentView;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.openapi.Fails;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Copying agents and handing them over. */
@Path("/api/v1/agents/{agent_id}")
@Tag(name = "Agents", description = "Chatbots, assistants, analyzers and translators")
public class HandoverResource {
    private final AgentService agents;
    private final HandoverService handovers;
    private final CallerContext caller;

    HandoverResource(AgentService agents, HandoverService handovers, CallerContext caller) {
        this.agents = agents;
        this.handovers = handovers;
        this.caller = caller;
    }

    @POST
    @Path("/clone")
    @Idempotent
    @RolesAllowed(Scopes.AGENTS_WRITE)
    @Operation(
            summary = "Copy an agent you manage",
            description = "The copy is yours, private, and begins with version 1: what the original replies with now.")
    @ResponseStatus(201)
    @Fails(status = 409, when = "You have an agent of this name (name-taken)")
    public Uni<RestResponse<AgentView>> copy(@PathParam("agent_id") Id id, @Valid @NotNull CloneAgentRequest request) {
        return agents.copy(caller.caller(), id.value(), request.name())
                .map(copy -> ETags.created("/api/v1/agents/" + copy.view().id(), copy));
    }

    @PUT
    @Path("/handover")
    @RolesAllowed(Scopes.AGENTS_WRITE)
    @Operation(
            summary = "Offer your agent to somebody",
            description = "It stays yours until that person accepts; a second offer replaces the first.")
    public Uni<RestResponse<AgentView>> offer(
            @PathParam("agent_id") Id id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull HandoverRequest request) {
        return handovers
                .offer(caller.caller(), id.value(), request.userId().value(), IfMatch.of(ifMatch))
                .map(ETags::ok);
    }

    @DELETE
    @Path("/handover")
    @RolesAllowed(Scopes.AGENTS_WRITE)
    @Operation(summary = "Withdraw the offer")
    public Uni<RestResponse<AgentView>> withdraw(
            @PathParam("agent_id") Id id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return handovers
                .withdraw(caller.caller(), id.value(), IfMatch.of(ifMatch))
                .map(ETags::ok);
    }

    @POST
    @Path("/handover/accept")
    @RolesAllowed(Scopes.AGENTS_WRITE)
    @Operation(
            summary = "Take over an agent that was offered to you",
            description = "Its versions, conversations and licences stay with it.")
    @Fails(status = 409, when = "You have an agent of this name (name-taken)")
    public Uni<RestResponse<AgentView>> accept(@PathParam("agent_id") Id id) {
        return handovers.accept(caller.caller(), id.value()).map(ETags::ok);
    }
}
