package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.orgbilling.member.MemberView;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Invitations that the caller has got. */
@Path("/api/v1/organization-invitations")
@Tag(name = "Invitations", description = "Offers to become a member")
public class ReceivedInvitationResource {
    private final ReceivedInvitations invitations;
    private final CallerContext caller;

    ReceivedInvitationResource(ReceivedInvitations invitations, CallerContext caller) {
        this.invitations = invitations;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(
            summary = "List the invitations that you have got",
            description = "Pending ones, newest first: to you, or to your e-mail address once it is verified.")
    public Uni<Page<ReceivedInvitation>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return invitations.list(caller.caller(), PageRequest.of(limit, cursor));
    }

    @POST
    @Path("/{invitation_id}/accept")
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Accept",
            description =
                    "You become a member. Accepting again changes nothing. 409 invitation-ended when it was declined, revoked"
                            + " or has expired.")
    public Uni<RestResponse<MemberView>> accept(@PathParam("invitation_id") Id id) {
        return invitations.accept(caller.caller(), id.value()).map(ETags::ok);
    }

    @POST
    @Path("/{invitation_id}/decline")
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Decline",
            description = "Declining again changes nothing. 409 invitation-ended as for accepting.")
    @APIResponse(responseCode = "204", description = "Declined")
    public Uni<Void> decline(@PathParam("invitation_id") Id id) {
        return invitations.decline(caller.caller(), id.value());
    }
}
