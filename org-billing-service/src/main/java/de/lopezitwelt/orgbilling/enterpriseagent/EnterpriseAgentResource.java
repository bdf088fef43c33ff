package de.lopezitwelt.orgbilling.enterpriseagent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.json.MergePatch;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Agents licensed to an organization. */
@Path("/api/v1/organizations/{organization_id}/agents")
@Tag(name = "Enterprise agents", description = "Agents an organization uses under its own configuration and limits")
public class EnterpriseAgentResource {
    private final EnterpriseAgentService service;
    private final CallerContext caller;

    EnterpriseAgentResource(EnterpriseAgentService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "License an agent",
            description = "A public agent, one of the organization's, or your own. What custom_config makes of its"
                    + " configuration has to be valid (400 naming each path that is not). Needs agents.manage.")
    @ResponseStatus(201)
    public Uni<RestResponse<EnterpriseAgentView>> license(
            @PathParam("organization_id") Id organizationId, @Valid @NotNull LicenseAgentRequest request) {
        return service.license(caller.caller(), organizationId.value(), request)
                .map(licensed -> ETags.created(EnterpriseAgentService.locationOf(licensed.view()), licensed));
    }

    @GET
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(summary = "List the licensed agents", description = "Oldest first. Needs agents.read.")
    public Uni<Page<EnterpriseAgentView>> list(
            @PathParam("organization_id") Id organizationId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.list(caller.caller(), organizationId.value(), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(summary = "Show one licensed agent")
    public Uni<RestResponse<EnterpriseAgentView>> get(
            @PathParam("organization_id") Id organizationId, @PathParam("id") Id id) {
        return service.get(caller.caller(), organizationId.value(), id.value()).map(ETags::ok);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Change configuration, limits or activity",
            description = "JSON Merge Patch with If-Match. Needs agents.manage.")
    @RequestBody(content = @Content(schema = @Schema(implementation = EnterpriseAgentEdit.class)))
    public Uni<RestResponse<EnterpriseAgentView>> change(
            @PathParam("organization_id") Id organizationId,
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable JsonNode patch) {
        return service.change(caller.caller(), organizationId.value(), id.value(), IfMatch.required(ifMatch), patch)
                .map(ETags::ok);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(summary = "Give a licence back", description = "Needs agents.manage.")
    @APIResponse(responseCode = "204", description = "Gone")
    public Uni<Void> remove(@PathParam("organization_id") Id organizationId, @PathParam("id") Id id) {
        return service.remove(caller.caller(), organizationId.value(), id.value());
    }
}
