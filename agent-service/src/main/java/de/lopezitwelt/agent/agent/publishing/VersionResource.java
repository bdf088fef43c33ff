package de.lopezitwelt.agent.agent.publishing;

import de.lopezitwelt.agent.agent.AgentView;
import de.lopezitwelt.agent.version.AgentVersionView;
import de.lopezitwelt.agent.version.VersionDifference;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.openapi.Fails;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.paging.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Versions of agents. */
@Path("/api/v1/agents/{agent_id}/versions")
@Tag(name = "Versions", description = "What an agent was, is and may become; for those who manage it")
public class VersionResource {
    private final VersionService service;
    private final CallerContext caller;

    VersionResource(VersionService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.AGENTS_READ)
    @Operation(summary = "List the versions", description = "Newest first.")
    public Uni<Page<AgentVersionView>> list(
            @PathParam("agent_id") Id id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.page(caller.caller(), id.value(), PageRequest.of(limit, cursor));
    }

    @POST
    @Idempotent
    @RolesAllowed(Scopes.AGENTS_WRITE)
    @Operation(
            summary = "Prepare a version",
            description = "It can be tried and published; until then the agent replies as before.")
    @ResponseStatus(201)
    public Uni<RestResponse<AgentVersionView>> prepare(
            @PathParam("agent_id") Id id, @Valid @NotNull PrepareVersionRequest request) {
        return service.prepare(caller.caller(), id.value(), request)
                .map(version ->
                        ETags.created("/api/v1/agents/" + id + "/versions/" + version.versionNumber(), version));
    }

    @GET
    @Path("/{version_number}")
    @RolesAllowed(Scopes.AGENTS_READ)
    @Operation(summary = "Show one version")
    public Uni<AgentVersionView> get(
            @PathParam("agent_id") Id id, @PathParam("version_number") VersionNumber versionNumber) {
        return service.get(caller.caller(), id.value(), versionNumber.value());
    }

    @GET
    @Path("/{version_number}/diff")
    @RolesAllowed(Scopes.AGENTS_READ)
    @Operation(
            summary = "Compare a version with another",
            description = "It is compared with the version before it, unless since names another.")
    public Uni<VersionDifference> difference(
            @PathParam("agent_id") Id id,
            @PathParam("version_number") VersionNumber versionNumber,
            @QueryParam("since") @Nullable String since) {
        long to = versionNumber.value();
        Long from = Parameters.number("since", since);
        return service.difference(caller.caller(), id.value(), from == null ? Math.max(1, to - 1) : from, to);
    }

    @POST
    @Path("/{version_number}/publish")
    @RolesAllowed(Scopes.AGENTS_WRITE)
    @Operation(
            summary = "Let a version reply from now on",
            description = "A prepared one, or an earlier one to roll back. Replies under way end as they began;"
                    + " sessions that pin a version keep it.")
    @Fails(
            status = 409,
            when =
                    "This version replies already (agent-state), or organizations have licensed the agent with changes that"
                            + " would not fit it (licenses-broken, which lists them)")
    public Uni<RestResponse<AgentView>> publish(
            @PathParam("agent_id") Id id,
            @PathParam("version_number") VersionNumber versionNumber,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return service.publish(caller.caller(), id.value(), versionNumber.value(), IfMatch.of(ifMatch))
                .map(ETags::ok);
    }
}
