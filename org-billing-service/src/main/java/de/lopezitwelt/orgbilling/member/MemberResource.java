package de.lopezitwelt.orgbilling.member;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.json.MergePatch;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Members of an organization. */
@Path("/api/v1/organizations/{organization_id}/members")
@Tag(name = "Members", description = "Who belongs to an organization, in which role and with which permissions")
public class MemberResource {
    private final MemberService service;
    private final CallerContext caller;

    MemberResource(MemberService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(
            summary = "List the members",
            description =
                    "In the order of joining, with name and e-mail address; these are null while the auth service does not"
                            + " answer. Needs members.read.")
    public Uni<Page<NamedMember>> list(
            @PathParam("organization_id") Id organizationId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.list(caller.caller(), organizationId.value(), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{user_id}")
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(summary = "Show one member")
    public Uni<RestResponse<NamedMember>> get(
            @PathParam("organization_id") Id organizationId, @PathParam("user_id") Id userId) {
        return service.get(caller.caller(), organizationId.value(), userId.value())
                .map(ETags::ok);
    }

    @PATCH
    @Path("/{user_id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Change role or permissions",
            description = "JSON Merge Patch with If-Match. Needs members.manage and a role above the member's; owners"
                    + " manage owners. The last owner keeps the role (409 last-owner).")
    @RequestBody(content = @Content(schema = @Schema(implementation = MemberEdit.class)))
    public Uni<RestResponse<MemberView>> change(
            @PathParam("organization_id") Id organizationId,
            @PathParam("user_id") Id userId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable JsonNode patch) {
        return service.change(caller.caller(), organizationId.value(), userId.value(), IfMatch.required(ifMatch), patch)
                .map(ETags::ok);
    }

    @POST
    @Path("/{user_id}/ownership")
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Pass on your ownership",
            description = "By an owner: the member becomes an owner and you an admin, both at once.")
    public Uni<RestResponse<MemberView>> passOwnership(
            @PathParam("organization_id") Id organizationId, @PathParam("user_id") Id userId) {
        return service.passOwnership(caller.caller(), organizationId.value(), userId.value())
                .map(ETags::ok);
    }

    @DELETE
    @Path("/{user_id}")
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Remove a member, or leave",
            description = "Everybody may leave; to remove others takes members.manage. The last owner stays (409).")
    @APIResponse(responseCode = "204", description = "Gone")
    public Uni<Void> remove(@PathParam("organization_id") Id organizationId, @PathParam("user_id") Id userId) {
        return service.remove(caller.caller(), organizationId.value(), userId.value());
    }
}
