package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Invitations of an organization. */
@Path("/api/v1/organizations/{organization_id}/invitations")
@Tag(name = "Invitations", description = "Offers to become a member")
public class InvitationResource {
    private final Invitations invitations;
    private final CallerContext caller;

    InvitationResource(Invitations invitations, CallerContext caller) {
        this.invitations = invitations;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Invite somebody",
            description =
                    "By user_id, or by e-mail, registered or not. They get a mail, and become a member when they accept. Needs"
                            + " members.manage; you cannot invite to a role above your own. 409 already-invited while one is pending.")
    @ResponseStatus(201)
    public Uni<RestResponse<InvitationView>> invite(
            @PathParam("organization_id") Id organizationId, @Valid @NotNull InviteRequest request) {
        return invitations
                .invite(caller.caller(), organizationId.value(), request)
                .map(view -> RestResponse.ResponseBuilder.<InvitationView>created(
                                URI.create(Invitations.locationOf(view)))
                        .entity(view)
                        .build());
    }

    @GET
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(
            summary = "List the invitations",
            description = "Newest first, until seven days after they were sent. Needs members.manage.")
    public Uni<Page<InvitationView>> list(
            @PathParam("organization_id") Id organizationId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return invitations.list(caller.caller(), organizationId.value(), PageRequest.of(limit, cursor));
    }

    @POST
    @Path("/{id}/resend")
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Send it again",
            description =
                    "For another seven days. Needs members.manage. 409 invitation-ended when it was answered or revoked.")
    public Uni<InvitationView> resend(@PathParam("organization_id") Id organizationId, @PathParam("id") Id id) {
        return invitations.sendAgain(caller.caller(), organizationId.value(), id.value());
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Revoke it",
            description = "Needs members.manage. 409 invitation-ended when it was accepted: remove the member instead.")
    @APIResponse(responseCode = "204", description = "Nobody can accept it")
    public Uni<Void> revoke(@PathParam("organization_id") Id organizationId, @PathParam("id") Id id) {
        return invitations.revoke(caller.caller(), organizationId.value(), id.value());
    }
}
