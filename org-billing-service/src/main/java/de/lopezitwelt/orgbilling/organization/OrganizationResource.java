package de.lopezitwelt.orgbilling.organization;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.orgbilling.member.permission.OwnAccess;
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

/** Organizations. */
@Path("/api/v1/organizations")
@Tag(name = "Organizations", description = "The tenants of the platform")
public class OrganizationResource {
    private final OrganizationService service;
    private final CallerContext caller;

    OrganizationResource(OrganizationService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Create an organization",
            description = "You become its owner, and it begins with the free plan.")
    @ResponseStatus(201)
    public Uni<RestResponse<OrganizationView>> create(@Valid @NotNull OrganizationEdit content) {
        return service.create(caller.caller(), content)
                .map(created -> ETags.created(OrganizationService.locationOf(created.view()), created));
    }

    @GET
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(summary = "List the organizations you belong to", description = "Newest first.")
    public Uni<Page<OrganizationView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return service.list(caller.caller(), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(summary = "Show one organization")
    public Uni<RestResponse<OrganizationView>> get(@PathParam("id") Id id) {
        return service.get(caller.caller(), id.value()).map(ETags::ok);
    }

    @GET
    @Path("/{id}/permissions")
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(
            summary = "What may I do here, and why",
            description =
                    "Every permission, whether you hold it, and the reason. A program needs the scope of an operation besides.")
    public Uni<OwnAccess> permissions(@PathParam("id") Id id) {
        return service.explain(caller.caller(), id.value());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Change an organization",
            description = "JSON Merge Patch with If-Match. Needs organization.update. The version also counts changes"
                    + " of members and licences.")
    @RequestBody(content = @Content(schema = @Schema(implementation = OrganizationEdit.class)))
    public Uni<RestResponse<OrganizationView>> change(
            @PathParam("id") Id id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode patch) {
        return service.change(caller.caller(), id.value(), IfMatch.required(ifMatch), patch)
                .map(ETags::ok);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Delete an organization",
            description = "By an owner. Members and licences go with it; a running paid plan must be cancelled first"
                    + " (409 organization-in-use).")
    @APIResponse(responseCode = "204", description = "Gone")
    public Uni<Void> delete(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return service.delete(caller.caller(), id.value(), IfMatch.of(ifMatch));
    }
}
